// expects lint/suspicious/noConsole, but not in bin
console.log("probe");
