declare module "graphology-layout-forceatlas2/iterate.js" {
  /** One round over matrices of nodes (10 columns) and edges (3 columns), in place. */
  export default function iterate(settings: object, nodes: Float32Array, edges: Float32Array): object;
}
