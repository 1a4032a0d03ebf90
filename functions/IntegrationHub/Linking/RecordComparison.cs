namespace IntegrationHub.Linking;

internal static class RecordComparison;

internal static class MatchKeys;
