const library = require("graph-education-sync");
const { sync } = require("./sync.cjs");

sync(library, JSON.parse(process.env.SYNC)).then((outcome) => console.log(JSON.stringify(outcome)));
