// The storage account: state in tables, work in queues, data in blobs. No account key opens it.
param location string
param tags { *: string }

@minLength(3)
@maxLength(24)
param name string

@description('The identity that reads and writes all of it.')
param identityName string
param principalId string
param blobContainers string[]
param tables string[]
param queues string[]

@description('The container whose blobs the life-cycle rule deletes.')
param rawContainer string
param rawPageDays int

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage
var roles = {
  // owner, not contributor: the Functions host asks for it, and keeps its own containers, leases and function keys here
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  'Storage Queue Data Contributor': '974c5e8b-45b9-4653-ba55-5f855dd0fbfc'
  'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobService 'blobServices' = {
    name: 'default'
    resource containers 'containers' = [
      for container in blobContainers: {
        name: container
      }
    ]
  }

  resource tableService 'tableServices' = {
    name: 'default'
    resource rows 'tables' = [
      for table in tables: {
        name: table
      }
    ]
  }

  resource queueService 'queueServices' = {
    name: 'default'
    resource messages 'queues' = [
      for queue in flatten(map(queues, queue => [queue, '${queue}-poison'])): {
        name: queue
      }
    ]
  }

  resource lifeCycle 'managementPolicies' = {
    name: 'default'
    dependsOn: [blobService]
    properties: {
      policy: {
        rules: [
          {
            name: 'delete-raw-pages'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['${rawContainer}/'] }
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: rawPageDays } } }
            }
          }
        ]
      }
    }
  }
}

resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    scope: account
    name: guid(account.id, identityName, role.value)
    properties: {
      description: role.key
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
