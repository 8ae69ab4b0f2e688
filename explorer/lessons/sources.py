"""The sources of the lessons and the facts taken from them: long, because it is data."""

from dataclasses import dataclass
from enum import Enum


class Reading(Enum):
    """How well a source was read for these lessons."""

    FULL = "Its own text was read."
    PARTS = "Its abstract and some of its figures were seen; the rest is as others report it."
    ABSTRACT = "Its abstract was read."
    REPORTED = "It is quoted as others report it."


@dataclass(frozen=True, slots=True)
class Source:
    """One line of the bibliography."""

    key: str
    authors: str
    year: int | None  # None for pages that are kept up to date
    title: str
    venue: str
    address: str
    note: str  # what the lessons take from it
    reading: Reading
    chapters: tuple[str, ...]  # addresses from explorer.lessons.chapters


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a source says, fit to be shown beside a demonstration."""

    text: str
    source: str  # key of a Source
    where: str  # in the source
    chapter: str


SOURCES = (
    Source(
        "tutorial",
        "SuperDataScience",
        2018,
        "Convolutional Neural Networks (CNN): Step 1(b) - ReLU Layer",
        "Blog, 17 August 2018",
        "https://www.superdatascience.com/blogs/convolutional-neural-networks-cnn-step-1b-relu-layer",
        "The order of the lesson, the streak of white, grey and black, and the claims that are checked.",
        Reading.FULL,
        ("picture-to-map", "rectifier", "corner", "collapse", "claims"),
    ),
    Source(
        "kuo2016",
        "C.-C. Jay Kuo",
        2016,
        "Understanding Convolutional Neural Networks with A Mathematical Model",
        "Journal of Visual Communication and Image Representation 41, pp. 406–413",
        "https://arxiv.org/abs/1609.04112",
        "Why a rectifier at all: rectified correlations on a sphere, sign confusion, reversed digits.",
        Reading.PARTS,
        ("collapse", "sign-confusion", "reversed-digits", "take-the-rectifiers-away", "claims"),
    ),
    Source(
        "he2015",
        "Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun",
        2015,
        "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification",
        "ICCV 2015, pp. 1026–1034",
        "https://arxiv.org/abs/1502.01852",
        "PReLU and how its slope is learned, the slopes that training found, and how to draw first weights.",
        Reading.FULL,
        ("rectifier", "learned-slope", "take-the-rectifiers-away", "start-right", "claims"),
    ),
    Source(
        "kuo2017",
        "C.-C. Jay Kuo, Yueru Chen",
        2017,
        "On Data-Driven Saak Transform",
        "arXiv:1710.04176",
        "https://arxiv.org/abs/1710.04176",
        "The follow-up: every kernel is joined by its negative, so that nothing is lost.",
        Reading.ABSTRACT,
        ("discarded", "sign-confusion", "reversed-digits"),
    ),
    Source(
        "hosseini2017",
        "Hossein Hosseini, Baicen Xiao, Mayoore Jaiswal, Radha Poovendran",
        2017,
        "On the Limitation of Convolutional Neural Networks in Recognizing Negative Images",
        "arXiv:1703.06857",
        "https://arxiv.org/abs/1703.06857",
        "An independent look at networks and negatives.",
        Reading.ABSTRACT,
        ("reversed-digits",),
    ),
    Source(
        "zhang2016",
        "Kaipeng Zhang, Zhanpeng Zhang, Zhifeng Li, Yu Qiao",
        2016,
        "Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks",
        "IEEE Signal Processing Letters 23, pp. 1499–1503",
        "https://arxiv.org/abs/1604.02878",
        "MTCNN, a network with learned rectifiers that people use: its first two stages are in this app.",
        Reading.ABSTRACT,
        ("take-the-rectifiers-away",),
    ),
    Source(
        "dooley2022",
        "Samuel Dooley, George Z. Wei, Tom Goldstein, John P. Dickerson",
        2022,
        "Robustness Disparities in Face Detection",
        "NeurIPS 2022, Datasets and Benchmarks",
        "https://arxiv.org/abs/2211.15937",
        "Whose faces such systems miss more often.",
        Reading.ABSTRACT,
        ("take-the-rectifiers-away",),
    ),
    Source(
        "nair2010",
        "Vinod Nair, Geoffrey E. Hinton",
        2010,
        "Rectified Linear Units Improve Restricted Boltzmann Machines",
        "ICML 2010, pp. 807–814",
        "https://mlanthology.org/icml/2010/nair2010icml-rectified/",
        "The paper that brought rectified linear units to learning networks.",
        Reading.ABSTRACT,
        ("rectifier",),
    ),
    Source(
        "glorot2011",
        "Xavier Glorot, Antoine Bordes, Yoshua Bengio",
        2011,
        "Deep Sparse Rectifier Neural Networks",
        "AISTATS 2011, pp. 315–323",
        "https://proceedings.mlr.press/v15/glorot11a.html",
        "How many exact zeros rectifier networks make, before and after training.",
        Reading.REPORTED,
        ("dead-and-sparse",),
    ),
    Source(
        "maas2013",
        "Andrew L. Maas, Awni Y. Hannun, Andrew Y. Ng",
        2013,
        "Rectifier Nonlinearities Improve Neural Network Acoustic Models",
        "ICML 2013",
        "https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf",
        "Leaky ReLU, with slope 0.01.",
        Reading.ABSTRACT,
        ("rectifier", "learned-slope"),
    ),
    Source(
        "shang2016",
        "Wenling Shang, Kihyuk Sohn, Diogo Almeida, Honglak Lee",
        2016,
        "Understanding and Improving Convolutional Neural Networks via Concatenated Rectified Linear Units",
        "ICML 2016, PMLR 48, pp. 2217–2225",
        "https://proceedings.mlr.press/v48/shang16.html",
        "CReLU, which keeps both halves of a map.",
        Reading.ABSTRACT,
        ("discarded",),
    ),
    Source(
        "simonyan2014",
        "Karen Simonyan, Andrew Zisserman",
        2014,
        "Very Deep Convolutional Networks for Large-Scale Image Recognition",
        "arXiv:1409.1556",
        "https://arxiv.org/abs/1409.1556",
        "Why two small kernels may do better than one large one.",
        Reading.REPORTED,
        ("collapse",),
    ),
    Source(
        "leshno1993",
        "Moshe Leshno, Vladimir Ya. Lin, Allan Pinkus, Shimon Schocken",
        1993,
        "Multilayer Feedforward Networks with a Nonpolynomial Activation Function "
        "Can Approximate Any Function",
        "Neural Networks 6, pp. 861–867",
        "https://doi.org/10.1016/S0893-6080(05)80131-5",
        "Which activations let a network come near to every continuous function.",
        Reading.REPORTED,
        ("collapse",),
    ),
    Source(
        "russakovsky2015",
        "Olga Russakovsky and others",
        2015,
        "ImageNet Large Scale Visual Recognition Challenge",
        "International Journal of Computer Vision 115, pp. 211–252",
        "https://arxiv.org/abs/1409.0575",
        "How well a trained person sorts the same pictures, as He and colleagues quote it.",
        Reading.REPORTED,
        ("learned-slope",),
    ),
    Source(
        "hendrycks2016",
        "Dan Hendrycks, Kevin Gimpel",
        2016,
        "Gaussian Error Linear Units (GELUs)",
        "arXiv:1606.08415",
        "https://arxiv.org/abs/1606.08415",
        "The formula of GELU.",
        Reading.REPORTED,
        ("dead-and-sparse",),
    ),
    Source(
        "cs231n",
        "Stanford CS231n",
        None,
        "Neural Networks Part 1: Setting up the Architecture",
        "Course notes",
        "https://cs231n.github.io/neural-networks-1/",
        "The remark that too high a learning rate can leave units dead.",
        Reading.REPORTED,
        ("dead-and-sparse",),
    ),
    Source(
        "pytorch",
        "PyTorch",
        None,
        "torch.nn.PReLU",
        "Documentation",
        "https://docs.pytorch.org/docs/stable/generated/torch.nn.PReLU.html",
        "What a library does with the slope.",
        Reading.FULL,
        ("learned-slope",),
    ),
    Source(
        "opencv",
        "OpenCV",
        None,
        "Image Gradients",
        "Tutorial",
        "https://docs.opencv.org/4.x/d5/d0f/tutorial_py_gradients.html",
        "The warning that bytes cannot hold a negative slope.",
        Reading.REPORTED,
        ("number-types",),
    ),
    Source(
        "glorot2010",
        "Xavier Glorot, Yoshua Bengio",
        2010,
        "Understanding the Difficulty of Training Deep Feedforward Neural Networks",
        "AISTATS 2010, PMLR 9",
        "https://proceedings.mlr.press/v9/glorot10a.html",
        "The rule for first weights that is called Xavier’s, after the first author.",
        Reading.REPORTED,
        ("start-right",),
    ),
    Source(
        "pytorchinit",
        "PyTorch",
        None,
        "torch.nn.init",
        "Documentation",
        "https://docs.pytorch.org/docs/stable/nn.init.html",
        "The names of the rules for first weights, and what a layer starts with unless told otherwise.",
        Reading.REPORTED,
        ("start-right",),
    ),
    Source(
        "numpycast",
        "NumPy",
        2021,
        "Inconsistent Behavior in Casting from float32 to uint8 Depending on Platform",
        "Issue 19881",
        "https://github.com/numpy/numpy/issues/19881",
        "What becomes of a negative float that is stored as a byte.",
        Reading.FULL,
        ("number-types",),
    ),
)

FACTS = (
    Fact(
        "One unit correlates a patch x with a frequent pattern a and rectifies: y = max(0, a·x), with x and "
        "a on the unit sphere.",
        "kuo2016",
        "the RECOS model",
        "sign-confusion",
    ),
    Fact(
        "On the unit circle, a pattern on the far side from x has a large correlation, but a negative one.",
        "kuo2016",
        "Figure 3",
        "sign-confusion",
    ),
    Fact(
        "A grey cat and its negative are negatively correlated once their means are removed; their distance "
        "should be large.",
        "kuo2016",
        "Figure 4",
        "sign-confusion",
    ),
    Fact(
        "Without rectification, a positive answer times a positive weight and a negative answer times a "
        "negative weight are both positive: the next layer cannot tell them apart.",
        "kuo2016",
        "the argument for rectification, as readers report it",
        "sign-confusion",
    ),
    Fact(
        "Two layers without rectifier are one matrix: z = BᵀAᵀx = Cᵀx.",
        "kuo2016",
        "two layers against one, as readers report it",
        "collapse",
    ),
    Fact(
        "The experiment shows handwritten digits from MNIST as they are and with dark and light exchanged.",
        "kuo2016",
        "Figure 5",
        "reversed-digits",
    ),
    Fact(
        "LeNet-5, trained on the digits as they are, reads 98.94 % of the test digits.",
        "kuo2016",
        "the experiment with reversed digits, as a reader reports it",
        "reversed-digits",
    ),
    Fact(
        "The same network reads only about a third of the reversed digits. With the weights of its first "
        "layer negated it reads more of the reversed ones again, and fewer of the others.",
        "kuo2016",
        "the experiment with reversed digits, as readers report it",
        "reversed-digits",
    ),
    Fact(
        "The remedy: give the first layer every pattern and its negative, and rectify.",
        "kuo2016",
        "the experiment with reversed digits, as readers report it",
        "reversed-digits",
    ),
    Fact(
        "Networks trained on regular images do significantly worse on negative images.",
        "hosseini2017",
        "abstract",
        "reversed-digits",
    ),
    Fact(
        "Joining every kernel with its negative before ReLU resolves the sign confusion and removes the loss "
        "of rectification; the transform can be undone.",
        "kuo2017",
        "abstract",
        "discarded",
    ),
    Fact(
        "In the lower layers of trained networks, kernels form pairs of opposite phase. CReLU keeps both "
        "halves, [relu(z), relu(−z)], and so doubles the number of maps.",
        "shang2016",
        "abstract",
        "discarded",
    ),
    Fact(
        "Rectified units learned better features for recognising objects (NORB) and comparing faces (Labeled "
        "Faces in the Wild) than binary units did.",
        "nair2010",
        "abstract",
        "rectifier",
    ),
    Fact(
        "Two layers of 3×3 kernels see as far as one of 5×5, with 18 weights where that has 25 (28 % fewer), "
        "and they rectify twice.",
        "simonyan2014",
        "the comparison of small and large kernels",
        "collapse",
    ),
    Fact(
        "An activation that is not a polynomial is enough to come as near as one likes to every continuous "
        "function on a bounded region, with one hidden layer that is wide enough.",
        "leshno1993",
        "the theorem of the title",
        "collapse",
    ),
    Fact(
        "Every slope starts at 0.25 and is learned with momentum and without weight decay, which would draw "
        "it to 0. Even so it is rarely above 1 in size.",
        "he2015",
        "equation 4 and the text after it",
        "learned-slope",
    ),
    Fact(
        "The first layer learned slopes far above 0 (0.681 shared, 0.596 on average over channels): its "
        "kernels are like edge filters, and both signs of their answers matter.",
        "he2015",
        "Table 1 and the reading of it",
        "learned-slope",
    ),
    Fact(
        "With one slope a channel, deeper layers have smaller slopes in general: they keep information "
        "early and become more non-linear with depth.",
        "he2015",
        "Table 1 and the reading of it",
        "learned-slope",
    ),
    Fact(
        "One slope a layer adds 13 numbers to the network of 14 layers.",
        "he2015",
        "the section on PReLU",
        "learned-slope",
    ),
    Fact(
        "Errors on ImageNet, first guess and five guesses: ReLU 33.82 % and 13.34 %, PReLU with one slope a "
        "layer 32.71 % and 12.87 %, with one slope a channel 32.64 % and 12.75 %.",
        "he2015",
        "Table 2",
        "learned-slope",
    ),
    Fact(
        "Six PReLU networks together had an error of 4.94 % with five guesses; the best entry before, "
        "GoogLeNet, had 6.66 %.",
        "he2015",
        "Table 7",
        "learned-slope",
    ),
    Fact(
        "A trained person had an error of 5.1 % on 1500 of the test images.",
        "russakovsky2015",
        "as quoted in He et al. (2015)",
        "learned-slope",
    ),
    Fact(
        "The paper adds that this does not mean that machines see better than people in general.",
        "he2015",
        "the comparison with human performance",
        "learned-slope",
    ),
    Fact(
        "A fixed slope of 0.01 made next to no difference to the accuracy.",
        "maas2013",
        "as quoted in He et al. (2015)",
        "learned-slope",
    ),
    Fact(
        "Unless told otherwise, PReLU has one slope for all channels and starts it at 0.25; weight decay "
        "should not be used on it.",
        "pytorch",
        "parameters and notes",
        "learned-slope",
    ),
    Fact(
        "MTCNN finds faces in three stages, each a convolutional network, from coarse to fine: it predicts "
        "where a face is and where its landmarks are.",
        "zhang2016",
        "abstract",
        "take-the-rectifiers-away",
    ),
    Fact(
        "It was more accurate than the methods before it on two collections of photographs with faces, FDDB "
        "and WIDER FACE, and still worked in real time.",
        "zhang2016",
        "abstract",
        "take-the-rectifiers-away",
    ),
    Fact(
        "With noise in the pictures, all face detectors that were compared, sold ones and academic ones, in "
        "general made more errors on older people, on darker skin, on people who look masculine and in dim "
        "light.",
        "dooley2022",
        "abstract",
        "take-the-rectifiers-away",
    ),
    Fact(
        "A layer of ReLU keeps the strength of a signal if its weights have variance 2/n, for n inputs a "
        "unit; with slope a, 2/((1 + a²) n).",
        "he2015",
        "equations 10 and 15",
        "start-right",
    ),
    Fact(
        "With 22 layers both starts learn, and He's brings the error down earlier.",
        "he2015",
        "Figure 2",
        "start-right",
    ),
    Fact(
        "With 30 layers He's start learns and Xavier's stalls completely.",
        "he2015",
        "Figure 3",
        "start-right",
    ),
    Fact(
        "With 14 layers the start makes no clear difference in the end: errors of 33.90 % and 13.44 % with "
        "Xavier's, 33.82 % and 13.34 % with He's.",
        "he2015",
        "the comparison of the two starts",
        "start-right",
    ),
    Fact(
        "The network of 30 layers could learn but was worse than that of 14: errors of 38.56 % and 16.59 %.",
        "he2015",
        "the comparison of the two starts",
        "start-right",
    ),
    Fact(
        "For the ten layers of VGG's model B the rule gives standard deviations of 0.059, 0.042, 0.029 and "
        "0.021. With 0.01 throughout, gradients shrink about 17,000 times on their way back.",
        "he2015",
        "the text after equation 14",
        "start-right",
    ),
    Fact(
        "Just after the first weights are drawn, about half of the hidden outputs are exactly 0.",
        "glorot2011",
        "as readers report it",
        "dead-and-sparse",
    ),
    Fact(
        "In trained rectifier networks 83.4 % (MNIST), 72.0 % (CIFAR10), 68.0 % (NISTP) and 73.8 % (NORB) of "
        "the hidden outputs are exactly 0 on average.",
        "glorot2011",
        "as readers report it",
        "dead-and-sparse",
    ),
    Fact(
        "Rectified units cut the word error rate by 2 percentage points against sigmoid units, on 300 hours "
        "of conversation.",
        "maas2013",
        "abstract",
        "rectifier",
    ),
    Fact(
        "“As much as 40 %” of a network may be dead if the learning rate is too high: a remark, not a "
        "measurement.",
        "cs231n",
        "the part on ReLU",
        "dead-and-sparse",
    ),
    Fact(
        "GELU(z) = z/2 (1 + erf(z/√2)): smooth at zero.",
        "hendrycks2016",
        "the definition",
        "dead-and-sparse",
    ),
    Fact(
        "With bytes as output, “all negative slopes are made zero”.",
        "opencv",
        "the remark on the type of the output",
        "number-types",
    ),
    Fact(
        "Weights of variance 2/(inputs + outputs) keep both the signal on its way in and the gradient on its "
        "way back, if the activation is nearly a straight line.",
        "glorot2010",
        "the proposed start, as others report it",
        "start-right",
    ),
    Fact(
        "A linear layer starts with weights spread evenly between −1/√n and 1/√n, for n inputs. In the code "
        "that is `kaiming_uniform_` with a = √5.",
        "pytorchinit",
        "torch.nn.Linear, as issues 57109 and 19376 report it",
        "start-right",
    ),
    Fact(
        "The float −2, cast to a byte, gave 254 on x86 and 0 on ARM. The language C leaves the result open.",
        "numpycast",
        "the report and its first answer",
        "number-types",
    ),
)
