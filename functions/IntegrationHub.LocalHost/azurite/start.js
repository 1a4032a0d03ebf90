// Runs Azurite inside this process and ends it with whoever started it. Standard input is a pipe which the
// operating system closes when that process ends, however it ends: this holds on Linux, macOS and Windows alike.
"use strict";

// Ctrl-C reaches every process of the terminal. The hub stops first and then closes the pipe.
process.on("SIGINT", () => {});
const once = process.once;
process.once = (event, listener) => (event === "SIGINT" ? process : once.call(process, event, listener));

// Nobody may be left to read what Azurite says while it closes.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

process.stdin.on("end", stop).on("error", stop).resume();

function stop() {
  if (!process.emit("SIGTERM")) {
    process.exit(0);
  }
  setTimeout(() => process.exit(1), 10_000).unref();
}

require("azurite/dist/src/azurite.js");
