// Draws edges as arrows, straight or bent, all of them in one call: a call an edge, as sigma's own arrows make it, costs
// a hundred times more where a browser draws without a graphics card.

import { EdgeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import type { ProgramDefinition, ProgramInfo } from "sigma/rendering";
import { floatColor } from "sigma/utils";

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGL2RenderingContext;
const UNIFORMS = ["u_matrix", "u_size", "u_sizeRatio"] as const;

const VERTEX = /* glsl */ `
attribute vec2 a_from;
attribute vec2 a_to;
attribute vec2 a_at; // how far along the line, 2 at the tip of the head and 3 at its base; and on which side
attribute vec3 a_shape; // bend, width, radius of the disc at the end
attribute vec4 a_color;
attribute vec4 a_id;
uniform mat3 u_matrix;
uniform vec2 u_size;
uniform float u_sizeRatio;
varying vec4 v_color;
varying float v_aside;
varying float v_half;

vec2 pixels(vec2 point) {
  return ((u_matrix * vec3(point, 1.0)).xy + 1.0) * u_size / 2.0;
}

vec2 along(vec2 a, vec2 b, vec2 c, float t) {
  return (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
}

void main() {
  vec2 from = pixels(a_from);
  vec2 to = pixels(a_to);
  vec2 delta = to - from;
  float far = max(length(delta), 0.001);
  vec2 control = (from + to) / 2.0 + vec2(-delta.y, delta.x) * a_shape.x;
  float width = max(a_shape.y / u_sizeRatio, 1.0);
  float head = min(2.2 * width + 3.0, 0.5 * far);
  float end = clamp(1.0 - a_shape.z / u_sizeRatio / far, 0.0, 1.0);
  float neck = clamp(end - head / far, 0.0, 1.0);
  vec2 place;
  v_half = width / 2.0;
  v_aside = 0.0;
  if (a_at.x < 1.5) {
    float t = a_at.x * neck;
    vec2 way = mix(control - from, to - control, t);
    vec2 side = vec2(-way.y, way.x) / max(length(way), 0.001);
    // half a pixel more on each side, to fade out in
    v_aside = a_at.y * (v_half + 0.5);
    place = along(from, control, to, t) + side * v_aside;
  } else {
    vec2 tip = along(from, control, to, end);
    vec2 base = along(from, control, to, neck);
    vec2 way = (tip - base) / max(length(tip - base), 0.001);
    place = a_at.x < 2.5 ? tip : base + vec2(-way.y, way.x) * a_at.y * (1.1 * width + 1.2);
  }
  gl_Position = vec4(place * 2.0 / u_size - 1.0, 0.0, 1.0);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}
`;

const FRAGMENT = /* glsl */ `
precision mediump float;
varying vec4 v_color;
varying float v_aside;
varying float v_half;
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  gl_FragColor = v_color * (1.0 - smoothstep(v_half - 0.5, v_half + 0.5, abs(v_aside)));
  #endif
}
`;

/** Where the corners of an arrow of some pieces lie; see `a_at`. */
function corners(pieces: number): [number, number][] {
  const found: [number, number][] = [];
  for (let piece = 0; piece < pieces; piece++) {
    const [a, b] = [piece / pieces, (piece + 1) / pieces];
    found.push([a, -1], [a, 1], [b, -1], [b, -1], [a, 1], [b, 1]);
  }
  return [...found, [2, 0], [3, -1], [3, 1]];
}

class Arrows extends EdgeProgram<(typeof UNIFORMS)[number]> {
  /** Defined by the classes below: the constructor of sigma asks before a field could be set. */
  protected corners(): [number, number][] {
    return STRAIGHT;
  }

  override getDefinition(): ProgramDefinition<(typeof UNIFORMS)[number]> {
    return {
      VERTICES: this.corners().length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_from", size: 2, type: FLOAT },
        { name: "a_to", size: 2, type: FLOAT },
        { name: "a_at", size: 2, type: FLOAT },
        { name: "a_shape", size: 3, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  override processVisibleItem(index: number, start: number, from: NodeDisplayData, to: NodeDisplayData, edge: EdgeDisplayData): void {
    const { array } = this;
    const colour = floatColor(edge.color);
    const bend = (edge as EdgeDisplayData & { curvature?: number }).curvature ?? 0;
    let at = start;
    for (const [along, side] of this.corners()) {
      array[at++] = from.x;
      array[at++] = from.y;
      array[at++] = to.x;
      array[at++] = to.y;
      array[at++] = along;
      array[at++] = side;
      array[at++] = bend;
      array[at++] = edge.size;
      array[at++] = to.size;
      array[at++] = colour;
      array[at++] = index;
    }
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform2f(uniformLocations.u_size, params.width, params.height);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
  }
}

const STRAIGHT = corners(1);
const BENT = corners(8);

export class StraightArrows extends Arrows {}

export class BentArrows extends Arrows {
  protected override corners(): [number, number][] {
    return BENT;
  }
}
