// The trigger files (*Functions.cs) are compiled twice: here for Azure, and in LocalHost on the WebJobs SDK, whose global usings
// give the same names ([Function], [TimerTrigger], [QueueTrigger], [HttpTrigger], TimerInfo, AuthorizationLevel) other types.
// So they name no Microsoft.Azure namespace themselves.
global using Microsoft.Azure.Functions.Worker;
