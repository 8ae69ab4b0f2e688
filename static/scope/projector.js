// What a projector needs: thicker lines and larger type, so that the back row reads them.

/**
 * Enlarge the type, the lines and the margins of a figure; its height grows little.
 * @param {{data: any[], layout: any}} figure @param {number} factor
 * @returns {{data: any[], layout: any}}
 */
export function enlarged({ data, layout }, factor) {
  const { font, margin, height } = layout;
  const sides = Object.entries(margin).map(([side, width]) => [side, factor * width]);
  return {
    data: data.map((trace) => ({ ...trace, line: { ...trace.line, width: factor * trace.line.width } })),
    layout: {
      ...layout,
      height: height * (0.8 + 0.2 * factor),
      margin: Object.fromEntries(sides),
      font: { ...font, size: factor * font.size },
    },
  };
}
