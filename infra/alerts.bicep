// What an admin must hear of without looking: each alert counts one log event of the hub.
// (Queue depth is no way to see poison messages: Azure Storage has it per account, hourly, not per queue.)
param location string
param tags { *: string }
param workspaceId string
param email string
param events { runFailed: string, runHeld: string, poisonMessage: string, feedPublished: string, indexGone: string, indexBehind: string, webhookDead: string }
param feedMaxAge string

type alert = {
  name: string
  event: string
  description: string
  severity: 1 | 2
  operator: 'GreaterThan' | 'LessThan'
  threshold: int
  @description('How far back each evaluation looks.')
  window: string
  every: string
}

var alerts alert[] = [
  {
    name: 'hub-run-failed'
    event: events.runFailed
    description: 'A harvest run failed. Its reason: GET /api/admin/sources/{id}/runs'
    severity: 2
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'hub-run-held'
    event: events.runHeld
    description: 'A harvest run waits for approval: it would withdraw or has rejected too much. What to do: GET /api/admin/sources/{id}/runs'
    severity: 2
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'hub-poison-message'
    event: events.poisonMessage
    description: 'A message was given up after its last retry and waits in a poison queue.'
    severity: 1
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'hub-index-gone'
    event: events.indexGone
    description: 'The index is gone, and nothing is linked until it is rebuilt. What to do: functions/STORAGE.md, The index is lost'
    severity: 1
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'hub-index-behind'
    event: events.indexBehind
    description: 'The index is older than the feed, which stays as it is until the index is rebuilt. What to do: functions/STORAGE.md, The index is lost'
    severity: 1
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'hub-webhook-dead'
    event: events.webhookDead
    description: 'A portal could not be told of a new version. Why: GET /api/admin/webhooks/{id}/deliveries'
    severity: 2
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'hub-feed-old'
    event: events.feedPublished
    description: 'Nothing was published for ${feedMaxAge}: member portals read an old feed.'
    severity: 2
    operator: 'LessThan'
    threshold: 1
    window: feedMaxAge
    every: 'PT1H'
  }
]

resource admins 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'hub-admins'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'hub-admins'
    emailReceivers: [{ name: 'admin', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: alert.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: alert.every
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            // the event is a trace even where it was logged with an exception
            query: 'AppTraces | where tostring(Properties.EventName) == "${alert.event}"'
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      // a new workspace has no telemetry tables to check the query against
      skipQueryValidation: true
      autoMitigate: true
      actions: { actionGroups: empty(email) ? [] : [admins.id] }
    }
  }
]
