const { startMock } = require("graph-education-sync/mock");
const { callMock } = require("./callMock.cjs");

callMock(startMock).then((outcome) => console.log(JSON.stringify(outcome)));
