/** Files that are bundled as their text. */
declare module '*.css' {
  const text: string;
  export default text;
}
declare module '*in-browser.js' {
  const text: string;
  export default text;
}
declare module '*panzoom.min.js' {
  const text: string;
  export default text;
}
