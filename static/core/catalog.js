// Written by `python -m explorer.messages.catalog`: do not edit. Long because all rows are here.

export const KERNELS = [
  {"name": "Identity", "weights": [0, 0, 0, 0, 1, 0, 0, 0, 0], "caption": "Leaves the picture as it is."},
  {"name": "Box blur", "weights": [0.11111111, 0.11111111, 0.11111111, 0.11111111, 0.11111111, 0.11111111, 0.11111111, 0.11111111, 0.11111111], "caption": "Replaces each pixel by the mean of the nine around it."},
  {"name": "Gaussian blur", "weights": [0.0625, 0.125, 0.0625, 0.125, 0.25, 0.125, 0.0625, 0.125, 0.0625], "caption": "Softens the picture, with the most weight on the middle."},
  {"name": "Sharpen", "weights": [0, -1, 0, -1, 5, -1, 0, -1, 0], "caption": "Makes each pixel differ more from its neighbours."},
  {"name": "Unsharp mask", "weights": [-0.0625, -0.125, -0.0625, -0.125, 1.75, -0.125, -0.0625, -0.125, -0.0625], "caption": "Adds back what a blur would take away, so that details stand out."},
  {"name": "Sobel right", "weights": [-1, 0, 1, -2, 0, 2, -1, 0, 1], "caption": "Bright where the picture gets lighter from left to right (Sobel x)."},
  {"name": "Sobel left", "weights": [1, 0, -1, 2, 0, -2, 1, 0, -1], "caption": "Bright where the picture gets lighter from right to left (Sobel x, negated)."},
  {"name": "Sobel bottom", "weights": [-1, -2, -1, 0, 0, 0, 1, 2, 1], "caption": "Bright where the picture gets lighter from top to bottom (Sobel y)."},
  {"name": "Sobel top", "weights": [1, 2, 1, 0, 0, 0, -1, -2, -1], "caption": "Bright where the picture gets lighter from bottom to top (Sobel y, negated)."},
  {"name": "Prewitt right", "weights": [-1, 0, 1, -1, 0, 1, -1, 0, 1], "caption": "Bright where the picture gets lighter from left to right, with all rows or columns counted alike (Prewitt x)."},
  {"name": "Prewitt left", "weights": [1, 0, -1, 1, 0, -1, 1, 0, -1], "caption": "Bright where the picture gets lighter from right to left, with all rows or columns counted alike (Prewitt x, negated)."},
  {"name": "Prewitt bottom", "weights": [-1, -1, -1, 0, 0, 0, 1, 1, 1], "caption": "Bright where the picture gets lighter from top to bottom, with all rows or columns counted alike (Prewitt y)."},
  {"name": "Prewitt top", "weights": [1, 1, 1, 0, 0, 0, -1, -1, -1], "caption": "Bright where the picture gets lighter from bottom to top, with all rows or columns counted alike (Prewitt y, negated)."},
  {"name": "Scharr right", "weights": [-3, 0, 3, -10, 0, 10, -3, 0, 3], "caption": "Bright where the picture gets lighter from left to right, with most weight on the middle (Scharr x)."},
  {"name": "Scharr left", "weights": [3, 0, -3, 10, 0, -10, 3, 0, -3], "caption": "Bright where the picture gets lighter from right to left, with most weight on the middle (Scharr x, negated)."},
  {"name": "Scharr bottom", "weights": [-3, -10, -3, 0, 0, 0, 3, 10, 3], "caption": "Bright where the picture gets lighter from top to bottom, with most weight on the middle (Scharr y)."},
  {"name": "Scharr top", "weights": [3, 10, 3, 0, 0, 0, -3, -10, -3], "caption": "Bright where the picture gets lighter from bottom to top, with most weight on the middle (Scharr y, negated)."},
  {"name": "Laplacian (4 neighbours)", "weights": [0, 1, 0, 1, -4, 1, 0, 1, 0], "caption": "Bright on the dark side of an edge and negative on its bright side."},
  {"name": "Laplacian (8 neighbours)", "weights": [1, 1, 1, 1, -8, 1, 1, 1, 1], "caption": "Bright where a pixel is darker than the mean of the eight around it."},
  {"name": "Outline", "weights": [-1, -1, -1, -1, 8, -1, -1, -1, -1], "caption": "Bright where a pixel is lighter than the mean of the eight around it."},
  {"name": "Emboss", "weights": [-2, -1, 0, -1, 1, 1, 0, 1, 2], "caption": "Makes the picture look raised, as if lit from one corner."},
  {"name": "Line horizontal", "weights": [-1, -1, -1, 2, 2, 2, -1, -1, -1], "caption": "Bright on thin light lines that run across."},
  {"name": "Line vertical", "weights": [-1, 2, -1, -1, 2, -1, -1, 2, -1], "caption": "Bright on thin light lines that run up and down."},
  {"name": "Line rising", "weights": [-1, -1, 2, -1, 2, -1, 2, -1, -1], "caption": "Bright on thin light lines that rise from the bottom left to the top right."},
  {"name": "Line falling", "weights": [2, -1, -1, -1, 2, -1, -1, -1, 2], "caption": "Bright on thin light lines that fall from the top left to the bottom right."},
  {"name": "Kirsch north", "weights": [5, 5, 5, -3, 0, -3, -3, -3, -3], "caption": "Bright where the picture gets lighter towards the north, with north at the top."},
  {"name": "Kirsch north-east", "weights": [-3, 5, 5, -3, 0, 5, -3, -3, -3], "caption": "Bright where the picture gets lighter towards the north-east, with north at the top."},
  {"name": "Kirsch east", "weights": [-3, -3, 5, -3, 0, 5, -3, -3, 5], "caption": "Bright where the picture gets lighter towards the east, with north at the top."},
  {"name": "Kirsch south-east", "weights": [-3, -3, -3, -3, 0, 5, -3, 5, 5], "caption": "Bright where the picture gets lighter towards the south-east, with north at the top."},
  {"name": "Kirsch south", "weights": [-3, -3, -3, -3, 0, -3, 5, 5, 5], "caption": "Bright where the picture gets lighter towards the south, with north at the top."},
  {"name": "Kirsch south-west", "weights": [-3, -3, -3, 5, 0, -3, 5, 5, -3], "caption": "Bright where the picture gets lighter towards the south-west, with north at the top."},
  {"name": "Kirsch west", "weights": [5, -3, -3, 5, 0, -3, 5, -3, -3], "caption": "Bright where the picture gets lighter towards the west, with north at the top."},
  {"name": "Kirsch north-west", "weights": [5, 5, -3, 5, 0, -3, -3, -3, -3], "caption": "Bright where the picture gets lighter towards the north-west, with north at the top."},
  {"name": "Zero", "weights": [0, 0, 0, 0, 0, 0, 0, 0, 0], "caption": "Answers 0 to everything, so that only the bias is left."},
];

export const PADDINGS = [
  {"name": "replicate", "caption": "The pixels of the border are repeated outwards."},
  {"name": "reflect", "caption": "The picture is mirrored at its border pixels."},
  {"name": "zeros", "caption": "Everything outside the picture is black."},
  {"name": "circular", "caption": "The picture starts again from its other side."},
  {"name": "valid", "caption": "Nothing: the kernel stays inside, so the map is smaller than the picture."},
];

export const ACTIVATION_ROWS = [
  {"name": "ReLU", "caption": "Keeps positive numbers and turns negative ones into 0.", "takes": [], "formula": "max(0, z)", "button": "ReLU", "source": "Nair & Hinton, ICML 2010, pp. 807–814."},
  {"name": "PReLU", "caption": "Keeps positive numbers and multiplies negative ones by a slope that you choose.", "takes": ["negative_slope"], "formula": "max(0, z) + α min(0, z)", "button": "PReLU", "source": "He, Zhang, Ren & Sun, 2015, arXiv:1502.01852, eq. 1."},
  {"name": "Leaky ReLU", "caption": "Keeps positive numbers and shrinks negative ones to a hundredth.", "takes": [], "formula": "max(0.01 z, z)", "button": "Leaky", "source": "Maas, Hannun & Ng, 2013."},
  {"name": "ELU", "caption": "Keeps positive numbers and bends negative ones so that they never pass −1.", "takes": [], "formula": "z where z > 0, else eᶻ − 1", "button": "", "source": "Clevert et al., the paper that names ELU, with its α = 1."},
  {"name": "GELU", "caption": "Lets large numbers through and fades out small and negative ones, without a corner.", "takes": [], "formula": "z / 2 · (1 + erf(z / √2))", "button": "", "source": "Hendrycks & Gimpel, arXiv:1606.08415."},
  {"name": "SiLU", "caption": "Fades negative numbers out smoothly, after dipping a little below 0.", "takes": [], "formula": "z / (1 + e⁻ᶻ)", "button": "", "source": "Also called Swish; the formula is that of torch.nn.SiLU."},
  {"name": "ReLU²", "caption": "Squares positive numbers and turns negative ones into 0: zeros without a corner.", "takes": [], "formula": "max(0, z)²", "button": "", "source": "So et al., 2021, arXiv:2109.08668, the paper that names Primer."},
  {"name": "Softplus", "caption": "A ReLU with its corner rounded off.", "takes": [], "formula": "ln(1 + eᶻ)", "button": "", "source": "Compared with ReLU by Glorot, Bordes & Bengio, AISTATS 2011, pp. 315–323."},
  {"name": "Absolute value", "caption": "Drops the minus sign, so rising and falling edges look the same.", "takes": [], "formula": "|z|", "button": "", "source": "PReLU with slope −1: He, Zhang, Ren & Sun, 2015, arXiv:1502.01852, eq. 1."},
  {"name": "Step", "caption": "Answers only yes (1) for positive numbers or no (0) for all others.", "takes": [], "formula": "1 where z > 0, else 0", "button": "", "source": "The slope of ReLU, taken as a function of its own."},
  {"name": "Identity", "caption": "Changes nothing: the layer stays linear.", "takes": [], "formula": "z", "button": "", "source": "PReLU with slope 1: He, Zhang, Ren & Sun, 2015, arXiv:1502.01852, eq. 1."},
];

export const NORMAL_TAIL = [-0.070289188204, 0.306431138042, -0.29355674381, -0.70614820966, 2.027298026202, -1.965874438985, 0.885376851814, -0.447733549767, 0.16591695541, 0.363157566097, 1.00096804993, -1.265546459208];

export const PALETTE_ROWS = [
  {"name": "Diverging", "table": "CyRjCyVlDCZmDCdoDSlpDSprDittDixuDy1wDy5xEDBzEDF1ETJ2ETN4EjR5EjV7EzZ8Ezh+FDmAFDqBFDuDFTyEFT2GFj+IFkCJF0GLF0KMGEOOGESQGUWRGUeTGkiUGkmWG0qYG0uZHEybHE6cHE+eHVCgHVGhHlKjHlOkH1WmH1anIFepIFirIVmsIVquIluvIl2xI16zI1+0JGC2JGG3JWK5JWS7JWW8Jma+KGi/K2rALWzBL27CMnDDNHLEN3TFOXbGPHnHPnvIQH3JQ3/KRYHLSIPMSoXNTYfOT4nPUYvQVI7RVpDSWZLTW5TUXpbVYJjWYprXZZzYZ57ZaqDabKPbb6XccafddKnedqvfeK3ge6/hfbHigLPjgrXkhbjlh7rmibznjL7okMDplMLpmMTqnMbqn8nro8vrp83sq8/tr9Hts9Put9Xuu9jvv9rvw9zwx97xy+Dxz+Ly0+Xy1+fz2+nz3uv04u315u/16vH27vT28vb39vj3+vr4+vj0+vbw+vTs+vHp+u/l+u3h+uvd+unZ+ufV+uXR+uLN+uDK+t7G+9zC+9q++9i6+9W2+9Oy+9Gv+8+r+82n+8uj+8mf+8ab+8SX+8KT+8CQ+76M+7yK+rqH+riF+baD+bSB+LJ/+LB9+K1696t496l29qd09qVy9aNv9aFt9Z9r9J1p9Jtn85lk85di8pVg8pNe8pFc8Y9Z8Y1X8ItV8IlT74ZR74RO74JM7oBK7n5I7XxG7XpD7HhB7HY/7HQ963I763A46m426mw06Woy6Wgw6GYv52Uv5mQu5WIu5GEt42At4l4s4V0s4Fwr31or3lkq3Vcq3FYp21Up2lMo2VIo2FEn108m1k4m1Uwl1Esl00ok0kgk0Ucj0EYjz0QizkMizUIhzEAhyz8gyj0gyTwfyDsfxzkexjgexTcdxDUcwzQcwjMbwTEbwDAavy4avi0ZvSwZvCoYuykYuigXuSYXuCUWtyQWtiIVtSEVtB8Usx4Ush0TsRsTsBoS", "isHatched": true, "hasOwnScale": false, "warning": ""},
  {"name": "Signed grey", "table": "AAAAAQEBAgICAwMDBAQEBQUFBgYGBwcHCAgICQkJCgoKCwsLDAwMDQ0NDg4ODw8PEBAQEREREhISExMTFBQUFRUVFhYWFxcXGBgYGRkZGhoaGxsbHBwcHR0dHh4eHx8fICAgISEhIiIiIyMjJCQkJSUlJiYmJycnKCgoKSkpKioqKysrLCwsLS0tLi4uLy8vMDAwMTExMjIyMzMzNDQ0NTU1NjY2Nzc3ODg4OTk5Ojo6Ozs7PDw8PT09Pj4+Pz8/QEBAQUFBQkJCQ0NDRERERUVFRkZGR0dHSEhISUlJSkpKS0tLTExMTU1NTk5OT09PUFBQUVFRUlJSU1NTVFRUVVVVVlZWV1dXWFhYWVlZWlpaW1tbXFxcXV1dXl5eX19fYGBgYWFhYmJiY2NjZGRkZWVlZmZmZ2dnaGhoaWlpampqa2trbGxsbW1tbm5ub29vcHBwcXFxcnJyc3NzdHR0dXV1dnZ2d3d3eHh4eXl5enp6e3t7fHx8fX19fn5+gICAgYGBgoKCg4ODhISEhYWFhoaGh4eHiIiIiYmJioqKi4uLjIyMjY2Njo6Oj4+PkJCQkZGRkpKSk5OTlJSUlZWVlpaWl5eXmJiYmZmZmpqam5ubnJycnZ2dnp6en5+foKCgoaGhoqKio6OjpKSkpaWlpqamp6enqKioqampqqqqq6urrKysra2trq6ur6+vsLCwsbGxsrKys7OztLS0tbW1tra2t7e3uLi4ubm5urq6u7u7vLy8vb29vr6+v7+/wMDAwcHBwsLCw8PDxMTExcXFxsbGx8fHyMjIycnJysrKy8vLzMzMzc3Nzs7Oz8/P0NDQ0dHR0tLS09PT1NTU1dXV1tbW19fX2NjY2dnZ2tra29vb3Nzc3d3d3t7e39/f4ODg4eHh4uLi4+Pj5OTk5eXl5ubm5+fn6Ojo6enp6urq6+vr7Ozs7e3t7u7u7+/v8PDw8fHx8vLy8/Pz9PT09fX19vb29/f3+Pj4+fn5+vr6+/v7/Pz8/f39/v7+////", "isHatched": false, "hasOwnScale": false, "warning": ""},
  {"name": "Auto-scaled grey", "table": "AAAAAQEBAgICAwMDBAQEBQUFBgYGBwcHCAgICQkJCgoKCwsLDAwMDQ0NDg4ODw8PEBAQEREREhISExMTFBQUFRUVFhYWFxcXGBgYGRkZGhoaGxsbHBwcHR0dHh4eHx8fICAgISEhIiIiIyMjJCQkJSUlJiYmJycnKCgoKSkpKioqKysrLCwsLS0tLi4uLy8vMDAwMTExMjIyMzMzNDQ0NTU1NjY2Nzc3ODg4OTk5Ojo6Ozs7PDw8PT09Pj4+Pz8/QEBAQUFBQkJCQ0NDRERERUVFRkZGR0dHSEhISUlJSkpKS0tLTExMTU1NTk5OT09PUFBQUVFRUlJSU1NTVFRUVVVVVlZWV1dXWFhYWVlZWlpaW1tbXFxcXV1dXl5eX19fYGBgYWFhYmJiY2NjZGRkZWVlZmZmZ2dnaGhoaWlpampqa2trbGxsbW1tbm5ub29vcHBwcXFxcnJyc3NzdHR0dXV1dnZ2d3d3eHh4eXl5enp6e3t7fHx8fX19fn5+gICAgYGBgoKCg4ODhISEhYWFhoaGh4eHiIiIiYmJioqKi4uLjIyMjY2Njo6Oj4+PkJCQkZGRkpKSk5OTlJSUlZWVlpaWl5eXmJiYmZmZmpqam5ubnJycnZ2dnp6en5+foKCgoaGhoqKio6OjpKSkpaWlpqamp6enqKioqampqqqqq6urrKysra2trq6ur6+vsLCwsbGxsrKys7OztLS0tbW1tra2t7e3uLi4ubm5urq6u7u7vLy8vb29vr6+v7+/wMDAwcHBwsLCw8PDxMTExcXFxsbGx8fHyMjIycnJysrKy8vLzMzMzc3Nzs7Oz8/P0NDQ0dHR0tLS09PT1NTU1dXV1tbW19fX2NjY2dnZ2tra29vb3Nzc3d3d3t7e39/f4ODg4eHh4uLi4+Pj5OTk5eXl5ubm5+fn6Ojo6enp6urq6+vr7Ozs7e3t7u7u7+/v8PDw8fHx8vLy8/Pz9PT09fX19vb29/f3+Pj4+fn5+vr6+/v7/Pz8/f39/v7+////", "isHatched": false, "hasOwnScale": true, "warning": "Misleading: each map is scaled on its own, so zero can have another shade in each."},
];

export const QUIET = 0.04;

export const INK = [11, 36, 99];

export const TICK_STEPS = [1, 2, 2.5, 5, 10];

export const DIRECTIONS = ["Row", "Column"];

export const STRONG = 0.2;

export const FINEST = 0.02;

export const AIR = 0.05;

export const SOUND = {
  "MIDDLE": 440.0,
  "LOUD": 0.6,
  "TREMOR": 40.0,
  "EDGE": 0.005,
  "CLICK": 0.4,
  "CLICK_PITCH": 2000.0,
  "CLICK_SECONDS": 0.02,
  "FADE": 0.01,
  "SECONDS": 2.5,
  "PAUSE": 0.6,
  "TONE": 220.0,
  "TONE_SECONDS": 2.0,
};

export const PROFILE_FIGURE = {
  "data": [{"type": "scatter", "name": "Input", "mode": "lines", "line": {"width": 2, "color": "#7f8c8d"}, "yaxis": "y", "hovertemplate": "%{text}<extra></extra>"}, {"type": "scatter", "name": "Negative part", "mode": "lines", "line": {"width": 0}, "yaxis": "y2", "fill": "tozeroy", "fillcolor": "rgba(47,127,214,0.25)", "hoverinfo": "skip"}, {"type": "scatter", "name": "Before", "mode": "lines", "line": {"width": 1.5, "color": "#2f7fd6", "dash": "4px,2px"}, "yaxis": "y2", "hovertemplate": "%{text}<extra></extra>"}, {"type": "scatter", "name": "After {activation}", "mode": "lines", "line": {"width": 2.5, "color": "#e0662b"}, "yaxis": "y2", "hovertemplate": "%{text}<extra></extra>"}, {"type": "scatter", "name": "Corner", "mode": "lines", "line": {"width": 2, "color": "#b5379b"}, "yaxis": "y2", "hoverinfo": "skip"}],
  "layout": {"height": 300, "margin": {"l": 58, "r": 8, "t": 30, "b": 46}, "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "dragmode": false, "font": {"family": "Source Sans, sans-serif", "size": 14}, "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": false, "itemdoubleclick": false}, "hovermode": "x", "xaxis": {"title": {"text": "column of the picture"}, "range": [-0.5, 0.5], "fixedrange": true, "anchor": "y2", "zeroline": false}, "yaxis": {"title": {"text": "input"}, "range": [-0.03, 1.03], "fixedrange": true, "domain": [0.78, 1], "tickvals": [0, 1]}, "yaxis2": {"title": {"text": "feature map"}, "range": [-1, 1], "fixedrange": true, "domain": [0, 0.72], "zeroline": true, "zerolinewidth": 2, "tickmode": "array", "tickvals": [-1.0, -0.5, 0.0, 0.5, 1.0], "ticktext": ["−1", "−0.5", "0", "0.5", "1"]}},
  "titles": {"Row": "column of the picture", "Column": "row of the picture"},
  "marks": {"Corner": {"type": "scatter", "name": "Corner", "mode": "lines", "line": {"width": 2, "color": "#b5379b"}, "yaxis": "y2", "hoverinfo": "skip"}, "Jump": {"type": "scatter", "name": "Jump", "mode": "lines", "line": {"width": 2, "color": "#b5379b"}, "yaxis": "y2", "hoverinfo": "skip"}, "Zero crossing": {"type": "scatter", "name": "Zero crossing", "mode": "lines", "line": {"width": 2, "color": "#7f8c8d"}, "yaxis": "y2", "hoverinfo": "skip"}},
  "pinned": {"type": "scatter", "name": "A after", "mode": "lines", "line": {"width": 2, "color": "#8a5cd6", "dash": "7px,3px"}, "yaxis": "y2", "hovertemplate": "A %{text}<extra></extra>"},
};

export const FIGURE_COLOURS = {
  "input": "#7f8c8d",
  "signed": "#2f7fd6",
  "rectified": "#e0662b",
  "shade": "rgba(47,127,214,0.25)",
};

export const VERDICTS = {
  "FLAT": "The feature map is as good as flat along this line.",
  "UNCHANGED": "The activation changed nothing along this line.",
  "JUMPS": "Where the line turns positive, or stops being positive, the result jumps. It jumps even where the step before was small.",
  "SILENCED": "Only zeros are left along this line.",
  "CORNERS": "The largest step did not grow. What is new is a corner at a zero crossing.",
  "SHARPER": "The largest step did not grow. The sharpest corner at a zero crossing got sharper.",
  "SMOOTH": "This activation has no corner at zero, so the curve gets no new corner where it crosses zero.",
  "RESTS": "Wherever this line changes its sign, it rests on zero in between. So it has no corner at a zero crossing.",
  "BENT": "By these numbers the sharpest corner at a zero crossing did not get sharper.",
  "GENTLE": "This line does not cross zero, so there is no corner at a zero crossing.",
  "OTHER": "The activation changed this line. Compare the numbers before and after.",
};

export const SLOPES = {
  "1": "Slope 1: this is the identity. The line is straight, nothing changes.",
  "0": "Slope 0: this is ReLU. Every negative value becomes zero.",
  "-1": "Slope −1: this is the absolute value. Every negative value turns positive.",
};

export const FALLING_SLOPE = "Every negative value turns positive and is multiplied by {factor}.";

export const RISING_SLOPE = "Every negative value stays negative and is multiplied by {factor}.";

export const READOUTS = {
  "SEA_LEVEL": "Sea level = −bias = {level}. A sum above it becomes positive, one below it negative. A higher bias lowers the sea.",
  "ERASES": "{activation} erases {share} of this {line}.",
  "SHRINKS": "{activation} shrinks {share} of this {line}.",
  "CHANGES": "{activation} changes {share} of this {line}.",
  "ALL": "all",
  "KEEPS": "{activation} changes nothing in this {line}.",
  "KEEPS_EVERYTHING": "{activation} changes nothing in this {line}: it keeps every value.",
  "KEEPS_NEGATIVES": "{activation} changes nothing in this {line}: negative values stay as they are.",
  "KEEPS_ZEROS": "{activation} changes nothing in this {line}: every value is zero.",
  "NO_NEGATIVES": "{activation} changes nothing in this {line}: no value is negative.",
  "ONE_CROSSING": "1 zero crossing",
  "CROSSINGS": "{count} zero crossings",
  "STRONG_AND_FAINT": "{strong} strong, {faint} faint",
  "WHAT_IS_STRONG": "A strong zero crossing is the steepest of a swing from −{share} to +{share}, or back. 100 % is the line's value farthest from 0.",
  "MAP_SILENCED": "No value of this map was positive, and only zeros are left. A higher bias brings values back.",
  "MAP_SET_TO_ZERO": "{activation} set {share} of the map to zero.",
  "MAP_CHANGED": "{activation} changed {share} of the map and set nothing to zero.",
  "SMALLEST": "Smallest value",
  "LARGEST": "Largest value",
  "NEGATIVE_SHARE": "Negative",
  "ZERO_SHARE": "Set to zero",
  "PLACE": "Row {row}, column {col}",
  "SUM": "sum {total} {added} = {result}, {sign} → {activation} → {after}",
  "BIAS_ADDED": "+ bias {bias}",
  "BIAS_TAKEN_AWAY": "− bias {bias}",
  "NEGATIVE": "negative",
  "POSITIVE": "positive",
  "ZERO": "zero",
  "CURVE": "The curve of {activation}. The selected pixel, {before}, becomes {after}.",
};

export const TAGLINE = "A 3×3 kernel turns a picture into a map of numbers. ReLU erases the negative ones: it sets them to zero.";

export const PREDICTIONS = {
  "DASHED": "The dashed line is {line} {place} **before** the activation, {across}s {first} to {last}.",
  "OTHER_LINE": "It is not the {line} in the maps: there the profile shows the answer already.",
  "REQUEST": "Draw what **{activation}** makes of it, then press **Reveal**.",
  "OFF": "On average you are off by {error}. {activation} itself moved this part of the line by {change}. **{word}**",
  "EXACT": "Exactly right.",
  "VERY_CLOSE": "Very close.",
  "CLOSE": "Close.",
  "PARTLY": "Partly right.",
  "NO_NEARER": "No nearer than the dashed line.",
  "NOTHING_CHANGED": "On average you are off by {error}. {activation} changed nothing here. **{word}**",
  "WELL_SEEN": "Well seen.",
  "DASHED_WAS_IT": "The dashed line was the answer.",
};

export const STRETCH = 64;

export const ENOUGH_CROSSINGS = 4;

export const FAR = 16;

export const FAINT = 0.1;

export const NEAR = 0.01;

export const COMPARISONS = {
  "DIFFERENCE": "**{name}:** {a} → {b}",
  "KERNEL": "Kernel",
  "OWN_KERNEL": "a kernel of your own",
  "MANY_WEIGHTS": "{kernel} ({count} of 9 weights differ)",
  "PARAMETER": ", {name} {value}",
  "SAME": "A and B are the same so far. **Change anything:** A stays as it is.",
  "OWN_PICTURES": "A and B differ in the picture: each is one that you brought.",
  "OTHER_PICTURE": "A and B show different pictures, so no value of A belongs to a value of B.",
  "OTHER_SIZE": "The maps of A have {a} values and those of B {b}, so they cannot be compared value by value.",
  "OTHER_PIXELS": "The values of A and B are centred on different pixels, so they cannot be compared one by one.",
  "EQUAL": "A and B have the same value everywhere.",
  "LARGEST_DIFFERENCE": "A and B differ most at row {row}, column {col}: {a} in A, {b} in B. The difference is {difference}.",
  "AFTER": "After the activation",
  "SMALLEST": "Smallest value",
  "LARGEST": "Largest value",
  "SET_TO_ZERO": "Set to zero by the activation",
};

export const LISTED = ["picture", "size", "stretch", "bias", "padding", "stride", "activation"];

export const FEW_WEIGHTS = 3;

export const EXACT_DIGITS = 11;

export const DESCRIPTIONS = {
  "GALLERY": "{caption} {cols} × {rows} pixels.",
  "CREDIT": " Photograph: {credit}.",
  "MISSING": "Your picture is not here: it stays where you chose it, and does not travel with a link. Another one is shown. Choose yours again, or one from the gallery.",
  "WHOLE": "Your picture, {cols} × {rows} pixels.",
  "REDUCED": "Your picture has {width} × {height} pixels; areas of them are averaged to {cols} × {rows}.",
  "FRAME": "Frame {number} of {count}",
  "PAGE": "Page {number} of {count}",
  "STILL": "The still picture before the animation",
  "ONLY_FRAME": "{frame} is shown: this browser reads no other here.",
  "NO_FRAME": "{frame} cannot be read: choose another one, or open the file in another program, save it again and try the new copy.",
  "OVER": "It is transparent in places, and lies over {over}.",
  "VANISHES": "It is transparent in places, and over {over} hardly anything of it can be seen: all of it is almost equally bright.",
  "PUT_OVER": "Put it over {over}",
  "STRETCHED": " It is stretched: {low} to {high} became 0 to 1.",
  "LITTLE": "It uses {share} of the range from black to white.",
  "AS_IT_IS": " The explorer can stretch it; the network here takes it as it is.",
  "STRETCH": "Stretch it",
  "RESTORE": "Show it as it was",
};

export const STRETCH_DIGITS = 3;

export const LITTLE = 0.25;

export const ALTERNATIVES = {
  "EVERYWHERE": "Every value is {value}.",
  "NONE": "There is no value yet.",
  "VALUES": "Largest {high} {at_high}; smallest {low} {at_low}.",
  "BRIGHTNESS": "Lightest {high} {at_high}; darkest {low} {at_low}.",
  "PLACE": "at row {row}, column {col}",
  "FEW_PLACES": "at {count} places, first row {row}, column {col}",
  "PLACES": "at {share} of places, first row {row}, column {col}",
  "NEGATIVE": "Of the values, {share} are negative.",
  "LINE": "Profile along {line} {place}. Before {activation}: {before}, {crossings}. {after}{headline}",
  "AFTER": "After: {values}. ",
  "SPAN": "from {low} at {across} {at_low} to {high} at {across} {at_high}",
  "RANGE": "from {low} to {high}",
  "FLAT": "every value {value}",
  "NO_CROSSING": "no zero crossing",
  "CROSSING": "zero crossing at {across} {places}",
  "CROSSINGS": "zero crossings at {across}s {places} and {last}",
  "MANY_CROSSINGS": "{count} zero crossings, from {across} {places} to {last}",
};

export const FEW_CROSSINGS = 3;

export const FEW_PLACES = 0.01;

export const EXPERIMENT_TITLE = "Experiment {number} of {count}, {name}: {question}";

export const EXPERIMENT_LOOKS = ["row", "col", "direction", "palette"];

export const FILES = {
  "MAPS": [{"label": "Before (as seen, PNG)", "name": "map-before-seen.png", "kind": "image/png"}, {"label": "Before (raw, PNG)", "name": "map-before-raw-16-bit.png", "kind": "image/png"}, {"label": "After (as seen, PNG)", "name": "map-after-seen.png", "kind": "image/png"}, {"label": "After (raw, PNG)", "name": "map-after-raw-16-bit.png", "kind": "image/png"}],
  "NUMBERS": [{"label": "Line (CSV)", "name": "line.csv", "kind": "text/csv"}, {"label": "Line (CSV, decimal commas)", "name": "line-decimal-commas.csv", "kind": "text/csv"}, {"label": "All arrays (NPZ)", "name": "view.npz", "kind": "application/octet-stream"}, {"label": "Picture (NPY)", "name": "input.npy", "kind": "application/octet-stream"}],
  "SCRIPTS": [{"label": "NumPy (script)", "name": "layer_numpy.py", "kind": "text/x-python"}, {"label": "OpenCV (script)", "name": "layer_opencv.py", "kind": "text/x-python"}, {"label": "PyTorch (script)", "name": "layer_pytorch.py", "kind": "text/x-python"}, {"label": "Keras (script)", "name": "layer_keras.py", "kind": "text/x-python"}],
};

export const TAKE = {
  "MAPS": "The maps as pictures.",
  "MAPS_FOR": "As seen, for slides; or raw, to compute with.",
  "BEFORE": "Feature map before {activation}",
  "AFTER": "Feature map after {activation}",
  "RAW": "Raw: 16-bit grey, value = (level − 32768) / 32767 × {limit}. Level 32768 is zero. cv2.imread needs cv2.IMREAD_UNCHANGED, or it reads 8 bits.",
  "NUMBERS": "The numbers and the code.",
  "NUMBERS_FOR": "The table holds the selected line. Does your spreadsheet write 0,5 for a half? Then take the one with decimal commas. numpy.load opens the arrays; the scripts read input.npy.",
  "LIBRARY": "Library",
  "PICTURE": "Download the picture",
};

export const WORKING_SIZES = [64, 128, 256, 512];

export const YOUR_PICTURE = "Your picture";

export const STANDS_FOR_YOURS = "Soft blob";

export const WEIGHTS = ["w00", "w01", "w02", "w10", "w11", "w12", "w20", "w21", "w22"];

export const KERNEL = "weights";

export const PARAMETERS = ["negative_slope"];

export const DECIMALS = 8;

export const NUMBERS = {
  "int": "[+-]?[0-9]{1,30}",
  "float": "[+-]?([0-9]{1,30}(\\.[0-9]{0,30})?|\\.[0-9]{1,30})([eE][+-]?[0-9]{1,3})?",
};

export const SPELLINGS = {
  "number": "(?P<sign>[+-]?) *(?P<size>[^ +-].*?) *(?P<percent>%?)",
  "fraction": "(?:(?P<whole>[0-9]{1,3}) +(?P<part>[1-9][0-9]?)|(?P<above>[^ /]+)) */ *(?P<below>[^ /]+)",
  "thousands": "[0-9]{1,3}([ '][0-9]{3})+(\\.[0-9]{0,30})?",
  "either": "(?<![0-9.,])[1-9][0-9]{0,2}(?P<sign>[.,])[0-9]{3}(?![0-9.,])",
};

export const READ_AS = {
  "-": [8208, 8209, 8210, 8211, 8212, 8722, 65123, 65293],
  "/": [247, 8260, 8725, 65295],
  " ": [9, 10, 13, 160, 8239, 8287, 12288, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202],
  "": [173, 1564, 65279, 8203, 8204, 8205, 8206, 8207, 8234, 8235, 8236, 8237, 8238, 8288, 8289, 8290, 8291, 8292, 8293, 8294, 8295, 8296, 8297, 8298, 8299, 8300, 8301, 8302, 8303],
  ".": [44, 1643, 65292, 65294],
  "+": [65291],
  "'": [1644, 8217, 700, 65287],
  "%": [65285, 1642],
  "0": [1632, 1776, 2406, 2534, 2662, 2790, 3046, 3174, 3302, 3430, 3664, 3792, 3872, 4160, 6112, 65296],
  "1": [1633, 1777, 2407, 2535, 2663, 2791, 3047, 3175, 3303, 3431, 3665, 3793, 3873, 4161, 6113, 65297],
  "2": [1634, 1778, 2408, 2536, 2664, 2792, 3048, 3176, 3304, 3432, 3666, 3794, 3874, 4162, 6114, 65298],
  "3": [1635, 1779, 2409, 2537, 2665, 2793, 3049, 3177, 3305, 3433, 3667, 3795, 3875, 4163, 6115, 65299],
  "4": [1636, 1780, 2410, 2538, 2666, 2794, 3050, 3178, 3306, 3434, 3668, 3796, 3876, 4164, 6116, 65300],
  "5": [1637, 1781, 2411, 2539, 2667, 2795, 3051, 3179, 3307, 3435, 3669, 3797, 3877, 4165, 6117, 65301],
  "6": [1638, 1782, 2412, 2540, 2668, 2796, 3052, 3180, 3308, 3436, 3670, 3798, 3878, 4166, 6118, 65302],
  "7": [1639, 1783, 2413, 2541, 2669, 2797, 3053, 3181, 3309, 3437, 3671, 3799, 3879, 4167, 6119, 65303],
  "8": [1640, 1784, 2414, 2542, 2670, 2798, 3054, 3182, 3310, 3438, 3672, 3800, 3880, 4168, 6120, 65304],
  "9": [1641, 1785, 2415, 2543, 2671, 2799, 3055, 3183, 3311, 3439, 3673, 3801, 3881, 4169, 6121, 65305],
  " 1/2": [189],
  " 1/3": [8531],
  " 2/3": [8532],
  " 1/4": [188],
  " 3/4": [190],
  " 1/5": [8533],
  " 2/5": [8534],
  " 3/5": [8535],
  " 4/5": [8536],
  " 1/6": [8537],
  " 5/6": [8538],
  " 1/7": [8528],
  " 1/8": [8539],
  " 3/8": [8540],
  " 5/8": [8541],
  " 7/8": [8542],
  " 1/9": [8529],
  " 1/10": [8530],
};

export const SETTINGS = {
  "picture": {"kind": "str", "default": "Soft blob", "domain": {"names": ["Photographer", "Brick wall", "Coffee cup", "Cat", "Rocket", "Astronaut", "Street at dusk", "Step edge", "Thin bar", "Soft blob", "Sine grating", "Slow ramp", "Checkerboard", "Siemens star", "Handwritten digit", "Your picture"]}, "label": "Picture", "control": "Picture"},
  "size": {"kind": "int", "default": 512, "domain": {"names": [64, 128, 256, 512]}, "label": "Longer side", "control": "Longer side, pixels"},
  "stretch": {"kind": "str", "default": "no", "domain": {"names": ["no", "yes"]}, "label": "Stretched", "control": "Stretched"},
  "w00": {"kind": "float", "default": -1.0, "domain": {"low": -100.0, "high": 100.0, "step": 0.25}, "label": "Weight in row 1, column 1", "control": "Weight in row 1, column 1"},
  "w01": {"kind": "float", "default": 0.0, "domain": {"low": -100.0, "high": 100.0, "step": 0.25}, "label": "Weight in row 1, column 2", "control": "Weight in row 1, column 2"},
  "w02": {"kind": "float", "default": 1.0, "domain": {"low": -100.0, "high": 100.0, "step": 0.25}, "label": "Weight in row 1, column 3", "control": "Weight in row 1, column 3"},
  "w10": {"kind": "float", "default": -2.0, "domain": {"low": -100.0, "high": 100.0, "step": 0.25}, "label": "Weight in row 2, column 1", "control": "Weight in row 2, column 1"},
  "w11": {"kind": "float", "default": 0.0, "domain": {"low": -100.0, "high": 100.0, "step": 0.25}, "label": "Weight in row 2, column 2", "control": "Weight in row 2, column 2"},
  "w12": {"kind": "float", "default": 2.0, "domain": {"low": -100.0, "high": 100.0, "step": 0.25}, "label": "Weight in row 2, column 3", "control": "Weight in row 2, column 3"},
  "w20": {"kind": "float", "default": -1.0, "domain": {"low": -100.0, "high": 100.0, "step": 0.25}, "label": "Weight in row 3, column 1", "control": "Weight in row 3, column 1"},
  "w21": {"kind": "float", "default": 0.0, "domain": {"low": -100.0, "high": 100.0, "step": 0.25}, "label": "Weight in row 3, column 2", "control": "Weight in row 3, column 2"},
  "w22": {"kind": "float", "default": 1.0, "domain": {"low": -100.0, "high": 100.0, "step": 0.25}, "label": "Weight in row 3, column 3", "control": "Weight in row 3, column 3"},
  "bias": {"kind": "float", "default": 0.0, "domain": {"low": -4.0, "high": 4.0, "step": 0.05}, "label": "Bias", "control": "Bias, added to every sum"},
  "padding": {"kind": "str", "default": "replicate", "domain": {"names": ["replicate", "reflect", "zeros", "circular", "valid"]}, "label": "Padding", "control": "Padding"},
  "stride": {"kind": "int", "default": 1, "domain": {"names": [1, 2, 3, 4]}, "label": "Stride", "control": "Stride"},
  "activation": {"kind": "str", "default": "ReLU", "domain": {"names": ["ReLU", "PReLU", "Leaky ReLU", "ELU", "GELU", "SiLU", "ReLU²", "Softplus", "Absolute value", "Step", "Identity"]}, "label": "Activation", "control": "Activation"},
  "negative_slope": {"kind": "float", "default": 0.25, "domain": {"low": -1.5, "high": 1.5, "step": 0.01}, "label": "Slope", "control": "Slope of the negative side"},
  "row": {"kind": "int", "default": 256, "domain": {"low": 0, "high": 511, "step": 1}, "label": "Row", "control": "Row"},
  "col": {"kind": "int", "default": 332, "domain": {"low": 0, "high": 511, "step": 1}, "label": "Column", "control": "Column"},
  "direction": {"kind": "str", "default": "Row", "domain": {"names": ["Row", "Column"]}, "label": "Profile along a", "control": "Profile along a"},
  "palette": {"kind": "str", "default": "Diverging", "domain": {"names": ["Diverging", "Signed grey", "Auto-scaled grey"]}, "label": "Colours", "control": "Colours"},
};

export const OPTIONS = {
  "source": {"default": "Gallery", "texts": {"Gallery": "Gallery", "Upload": "Upload", "Camera": "Camera"}, "on": ""},
  "library": {"default": "NumPy", "texts": {"NumPy": "NumPy", "OpenCV": "OpenCV", "PyTorch": "PyTorch", "Keras": "Keras"}, "on": ""},
  "predict": {"default": false, "texts": {"": false, "true": true, "1": true, "yes": true, "on": true, "false": false, "0": false, "no": false, "off": false}, "on": "true"},
  "code": {"default": false, "texts": {"": false, "true": true, "1": true, "yes": true, "on": true, "false": false, "0": false, "no": false, "off": false}, "on": "true"},
  "take": {"default": false, "texts": {"": false, "true": true, "1": true, "yes": true, "on": true, "false": false, "0": false, "no": false, "off": false}, "on": "true"},
  "why": {"default": false, "texts": {"": false, "true": true, "1": true, "yes": true, "on": true, "false": false, "0": false, "no": false, "off": false}, "on": "true"},
  "present": {"default": false, "texts": {"": false, "1": true, "true": true, "yes": true, "on": true, "false": false, "0": false, "no": false, "off": false}, "on": "1"},
};

export const HIDE = "hide";

export const LINK_KERNEL = {
  "name": "kernel",
  "gaps": ["[;|\\s]+", "[,;|\\s]+"],
};

export const SPELT = {
  "entities": {"&amp;": "&", "&quot;": "\"", "&apos;": "'", "&lt;": "<", "&gt;": ">", "\\u0026": "&", "\\u003d": "=", "\\u003D": "=", "＆": "&", "＝": "="},
  "codes": "&#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});",
  "ampersands": "^(?:(?:amp|#0*38|#[xX]0*26);)+",
  "around": [35, 34, 39, 8220, 8221, 8222, 8216, 8217, 8218, 171, 187, 8249, 8250, 60, 62, 40, 41, 91, 93, 123, 125, 46, 44, 59, 58, 33, 63, 8230, 42, 95, 96, 124, 92, 8226, 12290, 12289, 65292, 65307, 65306, 65281, 65311, 65288, 65289, 12300, 12301, 12302, 12303, 12304, 12305, 12298, 12299, 12296, 12297, 1567, 1548, 1563],
  "behind": "(?<=[^=])(?:\\|[^|]*>|\\|[a-z][^|\\]]*\\]|\\\"?>?<.*>|\\\">|\\\"[,;}]|#(?![0-9xX])).*$",
  "separator": "; *(?=[A-Za-z][A-Za-z_-]*\\d*=)",
  "escaped": "(?:%[0-9a-fA-F]{2})+",
  "gaps": "(?!^)[-+ _\\u00a0\\u2010-\\u2015\\u2212]",
  "breaks": "[\\t\\n\\r\\u00ad\\u200b-\\u200f\\u2060-\\u2064\\ufeff]",
  "counters": "(utm|mtm|pk|mc|hsa|embed|gad)_.*|_.*|.*clk?id|igshid|igsh|ref|ref_src|embed|s?data|reserved|sa|us[tg]|ved|srsltid|[wg]braid|web|nativelaunch|trk|lipi|si|s|t|h",
  "hidden": "[\\u0000-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]",
  "mostNamed": 4,
  "mostLetters": 24,
};

export const NOT_UNDERSTOOD = {
  "one": "{name}={text}",
  "instead": "{one} ({shown} is shown)",
  "range": "a number from {low} to {high}; {shown}",
  "all": "Not understood in the link: {list}.",
  "more": "and {count} more",
};

export const CONTROLS = [
  {"name": "picture", "label": "Picture"},
  {"name": "kernel", "label": "Kernel menu"},
  {"name": "weights", "label": "Weights"},
  {"name": "changes", "label": "Kernel buttons"},
  {"name": "activation", "label": "Activation"},
  {"name": "negative_slope", "label": "Slope"},
  {"name": "bias", "label": "Bias"},
  {"name": "padding", "label": "Padding"},
  {"name": "stride", "label": "Stride"},
  {"name": "direction", "label": "Profile along a"},
  {"name": "palette", "label": "Colours"},
  {"name": "place", "label": "Row and column"},
  {"name": "pin", "label": "Pin as A"},
  {"name": "share", "label": "Share"},
  {"name": "predict", "label": "Predict the line"},
  {"name": "code", "label": "Show the code"},
  {"name": "take", "label": "Take it along"},
  {"name": "why", "label": "How it is computed"},
];

export const GRIDS = {
  "Photographer": {"64": {"rows": 64, "cols": 64, "row": 27, "col": 38}, "128": {"rows": 128, "cols": 128, "row": 55, "col": 76}, "256": {"rows": 256, "cols": 256, "row": 110, "col": 152}, "512": {"rows": 512, "cols": 512, "row": 220, "col": 305}},
  "Brick wall": {"64": {"rows": 64, "cols": 64, "row": 31, "col": 23}, "128": {"rows": 128, "cols": 128, "row": 62, "col": 46}, "256": {"rows": 256, "cols": 256, "row": 125, "col": 93}, "512": {"rows": 512, "cols": 512, "row": 250, "col": 186}},
  "Coffee cup": {"64": {"rows": 43, "cols": 64, "row": 29, "col": 35}, "128": {"rows": 85, "cols": 128, "row": 58, "col": 71}, "256": {"rows": 171, "cols": 256, "row": 117, "col": 142}, "512": {"rows": 341, "cols": 512, "row": 234, "col": 285}},
  "Cat": {"64": {"rows": 43, "cols": 64, "row": 19, "col": 41}, "128": {"rows": 85, "cols": 128, "row": 38, "col": 84}, "256": {"rows": 170, "cols": 256, "row": 76, "col": 168}, "512": {"rows": 300, "cols": 451, "row": 135, "col": 296}},
  "Rocket": {"64": {"rows": 43, "cols": 64, "row": 38, "col": 33}, "128": {"rows": 85, "cols": 128, "row": 76, "col": 66}, "256": {"rows": 171, "cols": 256, "row": 153, "col": 132}, "512": {"rows": 342, "cols": 512, "row": 307, "col": 264}},
  "Astronaut": {"64": {"rows": 64, "cols": 64, "row": 46, "col": 58}, "128": {"rows": 128, "cols": 128, "row": 92, "col": 116}, "256": {"rows": 256, "cols": 256, "row": 185, "col": 233}, "512": {"rows": 512, "cols": 512, "row": 371, "col": 467}},
  "Street at dusk": {"64": {"rows": 64, "cols": 64, "row": 42, "col": 32}, "128": {"rows": 128, "cols": 128, "row": 84, "col": 64}, "256": {"rows": 256, "cols": 256, "row": 168, "col": 128}, "512": {"rows": 512, "cols": 512, "row": 337, "col": 256}},
  "Step edge": {"64": {"rows": 64, "cols": 64, "row": 32, "col": 32}, "128": {"rows": 128, "cols": 128, "row": 64, "col": 64}, "256": {"rows": 256, "cols": 256, "row": 128, "col": 128}, "512": {"rows": 512, "cols": 512, "row": 256, "col": 256}},
  "Thin bar": {"64": {"rows": 64, "cols": 64, "row": 32, "col": 33}, "128": {"rows": 128, "cols": 128, "row": 64, "col": 66}, "256": {"rows": 256, "cols": 256, "row": 128, "col": 132}, "512": {"rows": 512, "cols": 512, "row": 256, "col": 264}},
  "Soft blob": {"64": {"rows": 64, "cols": 64, "row": 32, "col": 41}, "128": {"rows": 128, "cols": 128, "row": 64, "col": 83}, "256": {"rows": 256, "cols": 256, "row": 128, "col": 166}, "512": {"rows": 512, "cols": 512, "row": 256, "col": 332}},
  "Sine grating": {"64": {"rows": 64, "cols": 64, "row": 32, "col": 32}, "128": {"rows": 128, "cols": 128, "row": 64, "col": 64}, "256": {"rows": 256, "cols": 256, "row": 128, "col": 128}, "512": {"rows": 512, "cols": 512, "row": 256, "col": 256}},
  "Slow ramp": {"64": {"rows": 64, "cols": 64, "row": 32, "col": 32}, "128": {"rows": 128, "cols": 128, "row": 64, "col": 64}, "256": {"rows": 256, "cols": 256, "row": 128, "col": 128}, "512": {"rows": 512, "cols": 512, "row": 256, "col": 256}},
  "Checkerboard": {"64": {"rows": 64, "cols": 64, "row": 35, "col": 32}, "128": {"rows": 128, "cols": 128, "row": 71, "col": 64}, "256": {"rows": 256, "cols": 256, "row": 143, "col": 128}, "512": {"rows": 512, "cols": 512, "row": 287, "col": 256}},
  "Siemens star": {"64": {"rows": 64, "cols": 64, "row": 37, "col": 38}, "128": {"rows": 128, "cols": 128, "row": 74, "col": 76}, "256": {"rows": 256, "cols": 256, "row": 148, "col": 153}, "512": {"rows": 512, "cols": 512, "row": 296, "col": 307}},
  "Handwritten digit": {"64": {"rows": 64, "cols": 64, "row": 44, "col": 38}, "128": {"rows": 128, "cols": 128, "row": 89, "col": 76}, "256": {"rows": 256, "cols": 256, "row": 178, "col": 153}, "512": {"rows": 512, "cols": 512, "row": 358, "col": 307}},
};

export const LEVELS = 255;

export const MAX_BYTES = 20000000;

export const MAX_PIXELS = 50331648;

export const MIN_SIDE = 3;

export const FAINT_LEVELS = 10;

export const REFUSALS = {
  "EMPTY": "This file is empty: choose another picture, or save this one again and try the new copy.",
  "UNKNOWN": "This file is not a picture that can be read here: save it as PNG or JPEG in a drawing or photo program and try again.",
  "CUT_SHORT": "This file ends too early, as if its download was broken off: download or copy it again, or choose another picture.",
  "DAMAGED": "This picture is damaged: open it in a photo program, save it again and try the new copy.",
  "TOO_BIG_TO_HOLD": "This picture needs more memory than is free: make it smaller and try again.",
  "TOO_MANY_PIXELS": "This picture has {width} × {height} pixels, and the limit is as many as 8192 × 6144 has: make it smaller and try again.",
  "FAR_TOO_MANY_PIXELS": "This picture has far more pixels than 8192 × 6144, the limit: make it smaller and try again.",
  "TOO_SMALL": "This picture is only {width} wide and {height} high: choose one with at least {least} pixels each way.",
  "TOO_LARGE": "This file has {count} MB and the limit is {limit} MB: make the picture smaller, or save it as JPEG, and try again.",
  "NO_NUMBERS": "This picture has values that are infinite or no number (NaN), {count} in all: replace them by numbers, save it again and try the new copy.",
  "NO_REAL_NUMBERS": "This array holds no plain numbers: save one of whole or floating numbers and try again.",
  "OTHER_SHAPE": "This array has the shape {shape}, and a picture has rows and columns, and 1, 3 or 4 channels: save one such array and try again.",
  "MANY_ARRAYS": "This file holds {count} arrays and none is called image: save the picture alone, or under this name, and try again.",
  "SHEET": "This file is a spreadsheet: save its table as CSV in the program that made it and try again.",
  "UNEVEN_TABLE": "This table cannot be read: save it so that every line has as many numbers, and nothing else, and try again.",
  "OTHER_CELL": "Cell {cell} of line {line} in this table is “{text}”, and only plain numbers can be read: take words and units out, save it and try again.",
  "EMPTY_CELL": "Cell {cell} of line {line} in this table is empty: write a number there, save it and try again.",
  "UNEVEN_LINE": "Line {line} of this table has {count} cells and line {first} has {wanted}: make them as long, save it and try again.",
  "PLACES": "The numbers in line {line} of this table may name its columns, or belong to the picture: take all names out, save it and try again.",
  "TWO_SIGNS": "This table has both points and commas in its numbers: save it with one of them alone, before the decimals, and try again.",
  "GROUPS": "In this table points or commas may part thousands, or stand before decimals: save it with no signs between thousands and try again.",
  "LINE_TABLE": "This table holds one line of the maps and not a picture: choose the file with the picture (NPY) or with all arrays (NPZ) instead.",
  "PACKED": "The numbers of this TIFF are packed in a way that cannot be read here: save it without compression and try again.",
  "UNUSUAL": "This picture stores its pixels in an unusual way ({mode}): save it as an ordinary PNG or JPEG and try again.",
  "NO_READER": "This browser does not read {kind} files: save the picture as PNG or JPEG and try again.",
  "NOT_DECODED": "This browser cannot read this picture: make it smaller, or save it again in a photo program, and try the new copy.",
  "UNOPENED": "This file could not be opened: choose it again, or save a copy and choose that.",
};

export const JPEG_CODINGS = {
  "195": "lossless coding",
  "197": "hierarchical coding",
  "198": "hierarchical coding",
  "199": "hierarchical coding",
  "201": "arithmetic coding",
  "202": "arithmetic coding",
  "203": "lossless coding",
  "205": "hierarchical coding",
  "206": "hierarchical coding",
  "207": "hierarchical coding",
  "247": "JPEG-LS",
};

export const RANGES = {
  "TYPE": "{low} to {high} in the file became 0 to 1, all that its {bits} bits can count.",
  "LEVELS": "The file holds whole numbers, as levels from 0 to 255: they became 0 to 1.",
  "UNIT": "The numbers in the file lie between 0 and 1 and stay as they are.",
  "SAID": "{low} to {high} in the file, as it says itself, became 0 to 1; the rest was cut off.",
  "FOUND": "{low} to {high} in the file, its smallest and its largest number, became 0 to 1.",
  "COARSE": "The file has 16 bits, of which this browser reads 8: it has 256 levels here.",
  "HDR": "The file is made for HDR screens: on others, each program shows it in its own way.",
  "INVERTED": "In this file the smallest number is white: black and white have changed places.",
  "ABOVE": "The names above the numbers of the table were left out.",
  "BESIDE": "The names beside the numbers of the table were left out.",
  "AROUND": "The names above and beside the numbers of the table were left out.",
  "FLAT": "All numbers in the file are {low}: they became 0.",
};

export const RANGE_DIGITS = 10;

export const DEEPEST = 16;

export const ARRAYS = {
  "ours": ["image.npy", "input.npy", "arr_0.npy"],
  "channels": [1, 3, 4],
  "mostBytes": 200000000,
  "mostTable": 8000000,
  "sheet": "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
  "number": " *[-+]?(?:(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][-+]?[0-9]+)? *| *[-+]?(?:nan|NaN|inf|Inf) *",
  "mostNames": 20,
  "mostLookedAt": 524288,
  "mostShown": 24,
};

export const MOST_FRAMES = 10000;

export const THREE = [[0.24, 0.36, 0.03], [0.31, 0.285, 0.03], [0.42, 0.205, 0.04], [0.56, 0.19, 0.046], [0.655, 0.27, 0.05], [0.62, 0.385, 0.046], [0.5, 0.455, 0.038], [0.445, 0.48, 0.034], [0.56, 0.49, 0.04], [0.665, 0.575, 0.05], [0.655, 0.71, 0.052], [0.53, 0.805, 0.046], [0.385, 0.8, 0.038], [0.285, 0.715, 0.028], [0.24, 0.62, 0.02]];

export const NETWORK = {
  "defaults": {"picture": "Astronaut", "change": "As it is", "scale": 0, "channel": "1.5", "slopes": ""},
  "pictures": ["Photographer", "Brick wall", "Coffee cup", "Cat", "Rocket", "Astronaut", "Street at dusk", "Step edge", "Thin bar", "Soft blob", "Sine grating", "Slow ramp", "Checkerboard", "Siemens star", "Handwritten digit", "Your picture"],
  "own": "Your picture",
  "changes": [{"name": "As it is", "caption": "The picture itself."}, {"name": "Negative", "caption": "Light becomes dark and dark becomes light: 255 − level."}, {"name": "Upside down", "caption": "The top row becomes the bottom row."}, {"name": "Mirrored", "caption": "Left becomes right."}, {"name": "Grey", "caption": "Without colours: each pixel keeps its brightness only."}, {"name": "Blurred", "caption": "Each pixel becomes the mean of the 5x5 pixels around it."}, {"name": "Brighter", "caption": "Level + 64, at most 255."}],
  "mostScales": 8,
  "layers": [10, 16, 32],
  "slopes": [-0.6254063, -0.2116809, 1.0116835, 0.4411206, -1.0347496, 0.32151404, -0.2978908, 0.2518868, -0.8827362, -1.2783165, 0.06700239, 0.20469856, 0.25214297, 0.04139845, 0.194512, 0.30079356, 0.4249724, 0.43376476, 0.17539869, -0.52597237, 0.12982914, 0.1899089, -0.001037411, -0.15794416, -0.21194506, -0.058352172, 0.05278217, -0.051092267, 0.09215743, -0.3572355, -0.33020404, -0.13361523, -0.0050724987, 0.054609817, -0.020330127, -0.024305254, 0.088121876, -0.29867643, -0.24016388, 0.15476495, 0.18755716, -0.0719236, -0.23321892, 0.24234232, 0.284274, -0.02913167, -0.41264635, -0.020593096, -0.08857681, -0.20173849, 0.0038843164, 0.687832, 0.31409132, 0.24745153, 0.06283658, -0.18418022, -0.13191012, 0.22450298],
  "slopeRange": [-1.5, 1.5],
  "presets": [{"name": "Learned", "text": ""}, {"name": "ReLU", "text": "0"}, {"name": "Leaky", "text": "0.01"}, {"name": "None", "text": "1"}, {"name": "Absolute", "text": "-1"}],
  "words": {"1": "As learned, of its 10 channels 1 changes almost nothing (slope near 1), 3 are nearly an absolute value (slope near −1), 6 lie elsewhere.", "2": "As learned, of its 16 channels 4 are nearly ReLU (slope near 0), 12 lie elsewhere.", "3": "As learned, of its 32 channels 14 are nearly ReLU (slope near 0), 18 lie elsewhere."},
  "near": {"1": 0.1, "0": 0.1, "-1": 0.3},
  "threshold": 0.6,
  "sees": 12,
  "stride": 2,
  "smallestFace": 40,
  "step": 0.709,
  "gain": 1.9921875,
  "shift": -0.99609375,
  "openedSize": 128,
  "colour": [240, 110, 30],
  "sentences": {"tooSmall": "This picture is {cols} × {rows}: too small. The network looks for faces of 40 pixels and more.", "all": "{cells} of {places} places {look} like a face to the first stage.", "one": "At this size, {cells} of {places} places {look} like a face to the first stage."},
};
