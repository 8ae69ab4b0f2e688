import assert from "node:assert/strict";
import { test } from "node:test";

import { readKernel } from "../../static/controls/pasted_numbers.js";

const SOBEL = [1, 0, -1, 2, 0, -2, 1, 0, -1];

test("a kernel is read from a table, a text and a program", () => {
  const written = [
    "1\t0\t-1\n2\t0\t-2\n1\t0\t-1", "1\t0\t\u22121\r\n2\t0\t\u22122\r\n1\t0\t\u22121\r\n", "1\t0\t-1\t2\t0\t-2\t1\t0\t-1",
    "1\n0\n-1\n2\n0\n-2\n1\n0\n-1", "1 0 -1\n2 0 -2\n1 0 -1", "1  0 -1 2 0 -2 1 0 -1", "1,0,-1\n2,0,-2\n1,0,-1",
    "1, 0, -1, 2, 0, -2, 1, 0, -1", "1;0;-1\n2;0;-2\n1;0;-1", "1;0;-1;2;0;-2;1;0;-1", "1 0 -1; 2 0 -2; 1 0 -1",
    "| 1 | 0 | -1 |\n| 2 | 0 | -2 |\n| 1 | 0 | -1 |", "1 & 0 & -1 \\\\\n2 & 0 & -2 \\\\\n1 & 0 & -1",
    "[[1,0,-1],[2,0,-2],[1,0,-1]]", "[[1, 0, -1],\n [2, 0, -2],\n [1, 0, -1]]", "[1, 0, -1, 2, 0, -2, 1, 0, -1]",
    "np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])", "k = np.array([[1., 0., -1.], [2., 0., -2.], [1., 0., -1.]], dtype=np.float32)",
    "torch.tensor([[[[1, 0, -1], [2, 0, -2], [1, 0, -1]]]])", "[[ 1.  0. -1.]\n [ 2.  0. -2.]\n [ 1.  0. -1.]]",
    "[1 0 -1; 2 0 -2; 1 0 -1]", "K = [1 0 -1; 2 0 -2; 1 0 -1];", "[1, 0, -1\n 2, 0, -2\n 1, 0, -1]", "{{1, 0, -1}, {2, 0, -2}, {1, 0, -1}};",
    "kernel = np.array(\n    [\n        [1, 0, -1],\n        [2, 0, -2],\n        [1, 0, -1],\n    ]\n)",
    "[[4, 0, -4], [8, 0, -8], [4, 0, -4]] / 4", "np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]], np.float32)",
    "float k[9] = {1.0f, 0.f, -1F, 2, 0, -2.0f, 1, 0, -1e0f};", "const float k[3][3] = {{1, 0, -1}, {2, 0, -2}, {1, 0, -1}};",
    "１\t0\t−１\n２\t0\t－２\n१\t٠\t-1",
  ];
  for (const text of written) assert.deepEqual(readKernel(text), SOBEL, text);
});

test("what says nothing of the numbers is left out: LaTeX, R, JSON, YAML, MATLAB's display, tuples, comments", () => {
  const rows = "1&0&-1\\\\2&0&-2\\\\1&0&-1";
  const written = [
    `\\begin{bmatrix}${rows}\\end{bmatrix}`, `$\\begin{pmatrix} ${rows} \\end{pmatrix}$`, `\\left[\\begin{array}{ccc}${rows}\\end{array}\\right]`,
    "K =\n\n     1     0    -1\n     2     0    -2\n     1     0    -1\n", "c(1,0,-1,2,0,-2,1,0,-1)", "k <- c(1, 0, -1, 2, 0, -2, 1, 0, -1)",
    "\u23a11 0 -1\u23a4\n\u23a22 0 -2\u23a5\n\u23a31 0 -1\u23a6", "(1, 0, -1), (2, 0, -2), (1, 0, -1)", "((1, 0, -1), (2, 0, -2), (1, 0, -1))",
    "[(1, 0, -1), (2, 0, -2), (1, 0, -1)]", "std::vector<float> k = {1,0,-1,2,0,-2,1,0,-1};", "kernel: [1, 0, -1, 2, 0, -2, 1, 0, -1]",
    '"kernel": [[1,0,-1],[2,0,-2],[1,0,-1]]', "- [1, 0, -1]\n- [2, 0, -2]\n- [1, 0, -1]", '"1"\t"0"\t"-1"\n"2"\t"0"\t"-2"\n"1"\t"0"\t"-1"',
    "1,0,-1,\n2,0,-2,\n1,0,-1,", "k = [[1, 0, -1], [2, 0, -2], [1, 0, -1]]  # Sobel", "{1, 0, -1, // top\n 2, 0, -2, // middle\n 1, 0, -1}",
  ];
  for (const text of written) assert.deepEqual(readKernel(text), SOBEL, text);
  for (const text of ["(1, 0, -1), (2, 0, -2)", "\\begin{bmatrix}1&0\\\\2&0\\end{bmatrix}", "f(1, 0, -1), (2, 0, -2), (1, 0, -1)"]) assert.equal(readKernel(text), null, text);
});

test("decimal commas and fractions are read where cells are apart", () => {
  const sharpen = [0, -0.5, 0, -0.5, 3, -0.5, 0, -0.5, 0];
  for (const text of ["0\t-0,5\t0\n-0,5\t3\t-0,5\n0\t-0,5\t0", "0 -0,5 0 -0,5 3 -0,5 0 -0,5 0", "0;-1/2;0\n-½;3,0;-0,5\n0;\u22120,5;0"]) {
    assert.deepEqual(readKernel(text), sharpen, text);
  }
});

test("a factor may stand before or behind a kernel", () => {
  const blur = [1, 2, 1, 2, 4, 2, 1, 2, 1].map((value) => value / 16);
  const rows = "[[1,2,1],[2,4,2],[1,2,1]]";
  const written = [
    `1/16 * ${rows}`, `1/16*${rows}`, `(1/16) * ${rows}`, `( 1 / 16 ) * ${rows}`, `1/16 × ${rows}`, `1/16 · ${rows}`, `0.0625 * ${rows}`, `0,0625 * ${rows}`,
    `K = 1/16 * np.array(${rows})`, `k = (1.0 / 16.0) * np.array(${rows}, dtype=float)`, "K = 1/16 * [1 2 1; 2 4 2; 1 2 1];", `${rows} / 16`, `${rows} * 1/16`,
    `np.array(${rows}) * (1 / 16);`, `1/8 * ${rows} * 0.5`, `1/4 * ${rows} / 4`, `1/16 *\n${rows}`,
  ];
  for (const text of written) assert.deepEqual(readKernel(text), blur, text);
  assert.deepEqual(readKernel(`\u22121/16 * ${rows}`), blur.map((value) => -value));
  assert.deepEqual(readKernel("1/9 * [[9,1,1],[1,1,1],[1,1,1]]")?.slice(0, 2), [1, 1 / 9]);
});

test("what is no kernel is none", () => {
  const others = [
    "", "1 2", "1\t0\t-1\n2\t0\t-2", "1 2 3 4 5 6 7 8 9 10", "1 0\n0 1 1 0 0\n1 1", "a b c d e f g h i", "1\t\t0\n1\t1\t1\n1\t1\t1", "[[1, 2], [3, 4]]",
    "[[1,2,3,4,5],[6,7],[8,9]]", "x * [[1,1,1],[1,1,1],[1,1,1]]", "[[1,1,1],[1,1,1],[1,1,1]] * x", "1/0 * [[1,1,1],[1,1,1],[1,1,1]]", "2 [[1,1,1],[1,1,1],[1,1,1]]",
    "2 * 3 * [[1,1,1],[1,1,1],[1,1,1]]", "1/9 + [[1,1,1],[1,1,1],[1,1,1]]", "* [[1,1,1],[1,1,1],[1,1,1]]", "[[1,1,1],[1,1,1],[1,1,1]] * 1 2", "[[1,1,1],[1,1,1],[1,1,1]] / 0",
    "[[0x10,1,1],[1,1,1],[1,1,1]]", "[[1,0,-1],[2,0,-2],[1,0,-1]] and [[1,0,-1],[2,0,-2],[1,0,-1]]", "1e999 1 1 1 1 1 1 1 1",
  ];
  for (const text of others) assert.equal(readKernel(text), null, text);
});
