namespace IntegrationHub.LocalHost;

internal static class DiskSpace
{
    /// <exception cref="StartupException">Fewer bytes are free on the folder's disk.</exception>
    public static void Require(string folder, long bytes, string what)
    {
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (free < bytes)
        {
            throw new StartupException($"The disk of {folder} is full ({free >> 20} MB free): free {bytes >> 20} MB to {what}.");
        }
    }
}
