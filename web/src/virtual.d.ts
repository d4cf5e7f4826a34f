declare module 'virtual:states' {
  const names: Record<string, string>;
  export default names;
}
