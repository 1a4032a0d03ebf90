// The function app on Flex Consumption. Everything that it touches, it touches as its user-assigned identity.
param location string
param tags { *: string }
param suffix string
param identityId string
param clientId string
param storageAccountName string
param deploymentContainerUrl string
param applicationInsightsConnectionString string
param maximumInstances int
param publicUrl string
param adminEmail string
param repositoryIdentifier string

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-hub-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-hub-${suffix}'
  location: location
  // azd finds the app of the service `hub` by this tag
  tags: union(tags, { 'azd-service-name': 'hub' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      // a link step holds partitions in memory; harvests wait for the network and scale out by windows
      scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: maximumInstances }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      AzureWebJobsStorage__accountName: storageAccountName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: clientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
      // many small partitions: here blobs are quick in parallel, while the default suits Azurite
      Linking__PartitionBytes: string(128 * 1024)
      // the examples stand for what is not set: the hub warns while it goes by them
      Publishing__AdminEmail: empty(adminEmail) ? 'hub@example.org' : adminEmail
      Publishing__RepositoryIdentifier: empty(repositoryIdentifier) ? 'hub.example.org' : repositoryIdentifier
      Publishing__PublicUrl: empty(publicUrl) ? 'https://${app.properties.defaultHostName}' : publicUrl
      // a provider's secret is set beside these: Harvest__Credentials__{name}__Secret may be '@Microsoft.KeyVault(SecretUri=…)', which the app's identity follows
    }
  }

  // a publishing password is an account key by another name
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output name string = app.name
output uri string = 'https://${app.properties.defaultHostName}'
