// Checks EPUBs with Ace by DAISY in one run of Chromium. Arguments: a folder for its files, then the EPUBs.
// A line of output is a JSON object about one EPUB: {"n": 0, "report": {…}} or {"n": 0, "error": "…"}.
"use strict";

const path = require("node:path");
const ace = require("@daisy/ace-core");
const chromium = require("@daisy/ace-axe-runner-puppeteer");

// Ace starts and ends a browser for each EPUB: here it starts once, and ends with us.
let started = false;
const runner = {
  ...chromium,
  launch: async () => {
    if (!started) await chromium.launch();
    started = true;
  },
  close: async () => {},
};

async function check(n, epub, folder) {
  const options = {
    cwd: process.cwd(),
    outdir: path.join(folder, `report-${n}`),
    tmpdir: path.join(folder, `epub-${n}`),
    silent: true,
    initLogger: false,
    doNotReportMedia: true,
  };
  try {
    const [, report] = await ace(epub, options, runner);
    return { n, report };
  } catch (error) {
    return { n, error: String((error && error.message) || error) };
  }
}

async function main([folder, ...epubs]) {
  const answer = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true; // Ace's own words are not the answer.
  for (const [n, epub] of epubs.entries()) answer(JSON.stringify(await check(n, epub, folder)) + "\n");
  if (started) await chromium.close();
}

main(process.argv.slice(2)).then(() => process.exit(0), () => process.exit(1));
