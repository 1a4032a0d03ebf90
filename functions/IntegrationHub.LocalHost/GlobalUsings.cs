// The names by which the trigger files, compiled here as they are in the Functions app, call their attributes.
// Which of them are used is the trigger files' affair.
#pragma warning disable IDE0005
global using IntegrationHub.LocalHost.Http;
global using FunctionAttribute = Microsoft.Azure.WebJobs.FunctionNameAttribute;
global using QueueTriggerAttribute = Microsoft.Azure.WebJobs.QueueTriggerAttribute;
global using TimerInfo = Microsoft.Azure.WebJobs.TimerInfo;
global using TimerTriggerAttribute = Microsoft.Azure.WebJobs.TimerTriggerAttribute;
