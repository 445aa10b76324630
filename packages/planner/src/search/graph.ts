/**
 * A directed graph in compressed sparse row form.
 *
 * The arcs that leave node `v` are the slots `offsets[v]` to `offsets[v + 1] - 1`. A slot has a target
 * and the id of the edge it came from; two slots may share an id (an edge usable both ways), so weights
 * are kept by edge and never by slot.
 */
export type Digraph = {
  readonly nodes: number;
  /** Number of edge ids: every id is below it. */
  readonly edges: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly edgeIds: Int32Array;
};

type Ends = ArrayLike<number>;

/**
 * Graph of one-way edges: edge `i` leads from `from[i]` to `to[i]`. Order of edges is kept at each node.
 * Throws RangeError on a node outside 0 ... nodes - 1 or on lists of different length.
 */
export function digraph(nodes: number, from: Ends, to: Ends): Digraph {
  const ids = Int32Array.from({ length: from.length }, (_, edge) => edge);
  return pack(nodes, from.length, from, to, ids);
}

/** Graph of two-way edges: edge `i` may be used from `a[i]` to `b[i]` and back, under the same id. */
export function undirected(nodes: number, a: Ends, b: Ends): Digraph {
  const count = a.length;
  const from = new Int32Array(2 * count);
  const to = new Int32Array(2 * count);
  const ids = new Int32Array(2 * count);
  for (let edge = 0; edge < count; edge++) {
    const there = 2 * edge;
    from[there] = to[there + 1] = a[edge] ?? -1;
    to[there] = from[there + 1] = b[edge] ?? -1;
    ids[there] = ids[there + 1] = edge;
  }
  return pack(nodes, count, from, to, ids);
}

const turned = new WeakMap<Digraph, Digraph>();

/** The same edges turned round, under the same ids; made once a graph. */
export function reversed(graph: Digraph): Digraph {
  const known = turned.get(graph);
  if (known) return known;
  const made = pack(graph.nodes, graph.edges, graph.targets, tails(graph), graph.edgeIds);
  turned.set(graph, made);
  return made;
}

/** The node that each slot leaves. */
export function tails(graph: Digraph): Int32Array {
  const out = new Int32Array(graph.targets.length);
  for (let node = 0, slot = 0; node < graph.nodes; node++) {
    for (const end = graph.offsets[node + 1] as number; slot < end; slot++) out[slot] = node;
  }
  return out;
}

/** Weights by edge laid out by slot, so that a scan of a node's arcs reads memory in order. */
export function bySlot(graph: Digraph, weights: ArrayLike<number>): Float64Array {
  const out = new Float64Array(graph.edgeIds.length);
  for (let slot = 0; slot < out.length; slot++) out[slot] = weights[graph.edgeIds[slot] as number] as number;
  return out;
}

function pack(nodes: number, edges: number, from: Ends, to: Ends, ids: Int32Array): Digraph {
  if (from.length !== to.length) throw new RangeError("from and to differ in length");
  const offsets = offsetsOf(nodes, from);
  const next = offsets.slice();
  const targets = new Int32Array(from.length);
  const edgeIds = new Int32Array(from.length);
  for (let i = 0; i < from.length; i++) {
    const slot = next[from[i] as number] as number;
    next[from[i] as number] = slot + 1;
    targets[slot] = inside(nodes, to[i]);
    edgeIds[slot] = ids[i] as number;
  }
  return { nodes, edges, offsets, targets, edgeIds };
}

function offsetsOf(nodes: number, from: Ends): Int32Array {
  const offsets = new Int32Array(nodes + 1);
  for (let i = 0; i < from.length; i++) {
    const after = inside(nodes, from[i]) + 1;
    offsets[after] = (offsets[after] as number) + 1;
  }
  for (let node = 0; node < nodes; node++) {
    offsets[node + 1] = (offsets[node + 1] as number) + (offsets[node] as number);
  }
  return offsets;
}

function inside(nodes: number, node: number | undefined): number {
  if (node === undefined || !(node >= 0 && node < nodes)) throw new RangeError(`no node ${node} of ${nodes}`);
  return node;
}
