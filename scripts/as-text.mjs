/** For jest: a file as a module that exports its text. */
export default { process: (text) => ({ code: `export default ${JSON.stringify(text)};` }) };
