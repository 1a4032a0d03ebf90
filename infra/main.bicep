// Everything that the hub needs in Azure: `azd up`, or
// az deployment sub create --location <region> --template-file infra/main.bicep --parameters environmentName=<name> location=<region>
targetScope = 'subscription'

@minLength(1)
@maxLength(32)
@description('Name of this environment. It names the resource group and, hashed, every resource in it.')
param environmentName string

@minLength(1)
@description('Region of every resource. Flex Consumption is not in all of them: az functionapp list-flexconsumption-locations')
param location string

@description('Who is told of poison messages, failed runs and an old feed. Empty: the alerts are raised but nobody is mailed.')
param alertEmail string = ''

@minValue(1)
@description('Raw pages are kept for replay this many days after they were written.')
param rawPageDays int = 90

@allowed(['PT6H', 'P1D', 'P2D'])
@description('The feed is old when nothing was published for this long. Longer than the longest harvest interval of a source.')
param feedMaxAge string = 'P2D'

@minValue(1)
@maxValue(1000)
@description('Most instances that harvests may scale out to. Linking and publishing take a lease and stay on one.')
param maximumInstances int = 40

@description('What readers put before every address of the hub. Empty: the address of the function app.')
param publicUrl string = ''

@description('Whom harvesters of the hub write to. Set it before anyone harvests the hub.')
param adminEmail string = ''

@description('Domain name in the OAI identifiers of the hub. Set it before anyone harvests the hub, and never change it.')
param repositoryIdentifier string = ''

// What the code calls its storage and its log events. A test compares the names with the code.
var names = {
  blobContainers: ['probes', 'raw', 'segments', 'index', 'feed', 'search', 'static-repositories', 'locks', 'deployment']
  tables: ['sources', 'runs', 'windows', 'hosts', 'cursors', 'findings', 'linkedruns', 'decisions', 'navigation', 'poison']
  queues: ['harvest-windows', 'link-requests', 'publish-requests']
  events: { runFailed: 'RunFailed', runHeld: 'RunHeld', poisonMessage: 'PoisonMessage', feedPublished: 'FeedPublished' }
}

var tags = { 'azd-env-name': environmentName }
var suffix = uniqueString(subscription().id, environmentName, location)
var identityName = 'id-hub-${suffix}'

resource resourceGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  scope: resourceGroup
  params: { location: location, tags: tags, name: identityName }
}

module storage 'storage.bicep' = {
  scope: resourceGroup
  params: {
    location: location
    tags: tags
    name: 'sthub${suffix}'
    identityName: identityName
    principalId: identity.outputs.principalId
    blobContainers: names.blobContainers
    tables: names.tables
    queues: names.queues
    rawContainer: 'raw'
    rawPageDays: rawPageDays
  }
}

module monitoring 'monitoring.bicep' = {
  scope: resourceGroup
  params: {
    location: location
    tags: tags
    suffix: suffix
    identityName: identityName
    principalId: identity.outputs.principalId
  }
}

module alerts 'alerts.bicep' = {
  scope: resourceGroup
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    email: alertEmail
    events: names.events
    feedMaxAge: feedMaxAge
  }
}

module hub 'functions.bicep' = {
  scope: resourceGroup
  params: {
    location: location
    tags: tags
    suffix: suffix
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: '${storage.outputs.blobEndpoint}deployment'
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    maximumInstances: maximumInstances
    publicUrl: publicUrl
    adminEmail: adminEmail
    repositoryIdentifier: repositoryIdentifier
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = resourceGroup.name
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output SERVICE_HUB_NAME string = hub.outputs.name
output SERVICE_HUB_URI string = hub.outputs.uri
