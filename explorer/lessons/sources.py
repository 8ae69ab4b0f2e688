"""The sources of the lessons and the facts taken from them: long, because it is data."""

from dataclasses import dataclass
from enum import Enum

from explorer.lessons.chapters import CHAPTERS
from explorer.lessons.tutorial import TITLE


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
        TITLE,
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
        ("rectifier", "the-way-back", "learned-slope", "take-the-rectifiers-away", "start-right", "claims"),
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
        "The paper that gave rectified linear units their name and taught networks with them.",
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
        "ICML 2013, Workshop on Deep Learning for Audio, Speech and Language Processing",
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
        "Which activations let a network come near to every continuous function on a bounded region.",
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
        "fukushima1969",
        "Kunihiko Fukushima",
        1969,
        "Visual Feature Extraction by a Multilayered Network of Analog Threshold Elements",
        "IEEE Transactions on Systems Science and Cybernetics 5, pp. 322–333",
        "https://doi.org/10.1109/TSSC.1969.300225",
        "An early network for seeing whose units rectify.",
        Reading.REPORTED,
        ("rectifier",),
    ),
    Source(
        "hahnloser2000",
        "Richard H. R. Hahnloser, Rahul Sarpeshkar, Misha A. Mahowald, Rodney J. Douglas, H. Sebastian Seung",
        2000,
        "Digital Selection and Analogue Amplification Coexist in a Cortex-Inspired Silicon Circuit",
        "Nature 405, pp. 947–951",
        "https://doi.org/10.1038/35016072",
        "An early network with feedback whose units rectify, as readers report.",
        Reading.ABSTRACT,
        ("rectifier",),
    ),
    Source(
        "glorot2010",
        "Xavier Glorot, Yoshua Bengio",
        2010,
        "Understanding the Difficulty of Training Deep Feedforward Neural Networks",
        "AISTATS 2010, PMLR 9",
        "https://proceedings.mlr.press/v9/glorot10a.html",
        "The way to draw first weights that is called Xavier’s, after its first author.",
        Reading.REPORTED,
        ("start-right",),
    ),
    Source(
        "krizhevsky2012",
        "Alex Krizhevsky, Ilya Sutskever, Geoffrey E. Hinton",
        2012,
        "ImageNet Classification with Deep Convolutional Neural Networks",
        "NIPS 2012",
        "https://proceedings.neurips.cc/paper/2012/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract.html",
        "AlexNet: a large network with ReLU, and what ReLU did for it.",
        Reading.PARTS,
        ("rectifier",),
    ),
    Source(
        "he2016",
        "Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun",
        2016,
        "Deep Residual Learning for Image Recognition",
        "CVPR 2016, arXiv:1512.03385",
        "https://arxiv.org/abs/1512.03385",
        "How networks became much deeper still.",
        Reading.ABSTRACT,
        ("start-right",),
    ),
    Source(
        "pytorch-leaky",
        "PyTorch",
        None,
        "torch.nn.LeakyReLU",
        "Documentation",
        "https://docs.pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html",
        "The slope of leaky ReLU that one gets without asking for one.",
        Reading.FULL,
        ("rectifier",),
    ),
    Source(
        "keras-leaky",
        "Keras",
        None,
        "keras.layers.LeakyReLU and keras.activations.leaky_relu",
        "Documentation and source code",
        "https://keras.io/api/layers/activation_layers/leaky_relu/",
        "The same in another library, where there are two such slopes.",
        Reading.FULL,
        ("rectifier",),
    ),
    Source(
        "montufar2014",
        "Guido Montúfar, Razvan Pascanu, Kyunghyun Cho, Yoshua Bengio",
        2014,
        "On the Number of Linear Regions of Deep Neural Networks",
        "NIPS 2014",
        "https://arxiv.org/abs/1402.1869",
        "Counting regions, and why layers that fold make so many.",
        Reading.ABSTRACT,
        ("folds",),
    ),
    Source(
        "telgarsky2015",
        "Matus Telgarsky",
        2015,
        "Representation Benefits of Deep Feedforward Networks",
        "arXiv:1509.08101",
        "https://arxiv.org/abs/1509.08101",
        "Layers of two ReLUs against a shallow network.",
        Reading.ABSTRACT,
        ("folds",),
    ),
    Source(
        "telgarsky2016",
        "Matus Telgarsky",
        2016,
        "Benefits of Depth in Neural Networks",
        "COLT 2016, PMLR 49, pp. 1517–1539",
        "https://arxiv.org/abs/1602.04485",
        "The same for networks of more kinds.",
        Reading.ABSTRACT,
        ("folds",),
    ),
    Source(
        "hanin2019",
        "Boris Hanin, David Rolnick",
        2019,
        "Deep ReLU Networks Have Surprisingly Few Activation Patterns",
        "NeurIPS 2019, pp. 361–370",
        "https://arxiv.org/abs/1906.00904",
        "What depth can do, and what random and trained networks do of it.",
        Reading.ABSTRACT,
        ("folds",),
    ),
    Source(
        "so2021",
        "David R. So and others",
        2021,
        "Primer: Searching for Efficient Transformers for Language Modeling",
        "arXiv:2109.08668",
        "https://arxiv.org/abs/2109.08668",
        "ReLU², the square of ReLU.",
        Reading.ABSTRACT,
        ("zeros-are-free",),
    ),
    Source(
        "li2022",
        "Zonglin Li and others",
        2022,
        "The Lazy Neuron Phenomenon: On Emergence of Activation Sparsity in Transformers",
        "ICLR 2023",
        "https://arxiv.org/abs/2210.06313",
        "How few values after ReLU are not 0 in trained Transformers.",
        Reading.ABSTRACT,
        ("zeros-are-free",),
    ),
    Source(
        "mirzadeh2023",
        "Iman Mirzadeh and others",
        2023,
        "ReLU Strikes Back: Exploiting Activation Sparsity in Large Language Models",
        "arXiv:2310.04564",
        "https://arxiv.org/abs/2310.04564",
        "Why ReLU again in language models.",
        Reading.ABSTRACT,
        ("zeros-are-free",),
    ),
    Source(
        "zhang2024",
        "Zhengyan Zhang and others",
        2024,
        "ReLU² Wins: Discovering Efficient Activation Functions for Sparse LLMs",
        "arXiv:2402.03804",
        "https://arxiv.org/abs/2402.03804",
        "ReLU² among the activations of language models that save work.",
        Reading.ABSTRACT,
        ("zeros-are-free",),
    ),
    Source(
        "cetin2026",
        "Edoardo Cetin and others",
        2026,
        "Sparser, Faster, Lighter Transformer Language Models",
        "arXiv:2603.23198",
        "https://arxiv.org/abs/2603.23198",
        "What it takes to save work on a graphics card.",
        Reading.ABSTRACT,
        ("zeros-are-free",),
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
    Source(
        "kakade2011",
        "Sham Kakade, Varun Kanade, Ohad Shamir, Adam Kalai",
        2011,
        "Efficient Learning of Generalized Linear and Single Index Models with Isotonic Regression",
        "NeurIPS 2011, pp. 927–935",
        "https://arxiv.org/abs/1104.2018",
        "That one unit with a known activation can be learned, with a proof.",
        Reading.ABSTRACT,
        ("the-way-back",),
    ),
    Source(
        "bengio2013",
        "Yoshua Bengio, Nicholas Léonard, Aaron Courville",
        2013,
        "Estimating or Propagating Gradients Through Stochastic Neurons for Conditional Computation",
        "arXiv:1308.3432",
        "https://arxiv.org/abs/1308.3432",
        "A name for a gradient that is copied past a hard unit.",
        Reading.ABSTRACT,
        ("the-way-back",),
    ),
    Source(
        "jax",
        "JAX",
        None,
        "jax.nn.relu",
        "Documentation",
        "https://docs.jax.dev/en/latest/_autosummary/jax.nn.relu.html",
        "The slope of ReLU at zero.",
        Reading.FULL,
        ("the-way-back",),
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
        "Six PReLU networks together had an error of 4.94 % with five guesses. The winner of the ILSVRC "
        "contest of 2014, GoogLeNet, had 6.66 %; Baidu, in the same table, had 5.98 %.",
        "he2015",
        "abstract and Table 7",
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
        "Weights of variance 2/(inputs + outputs) let signals and gradients through a layer; for layers of "
        "equal width n that is 1/n.",
        "glorot2010",
        "the normalised first weights, as readers report them",
        "start-right",
    ),
    Fact(
        "Glorot and Bengio assume that the activations are linear, which ReLU is not.",
        "he2015",
        "the part on first weights",
        "start-right",
    ),
    Fact(
        "Networks of up to 152 layers, whose blocks add their input to their output, learned well; several "
        "of them together had an error of 3.57 % with five guesses and won the ILSVRC contest of 2015.",
        "he2016",
        "abstract",
        "start-right",
    ),
    Fact(
        "A network of four layers with ReLU came down to 25 % errors in training (CIFAR-10) six times faster "
        "than the same network with tanh. How much faster depends on the network.",
        "krizhevsky2012",
        "Figure 1",
        "rectifier",
    ),
    Fact(
        "Leaky ReLU has slope 0.01 unless one writes another.",
        "pytorch-leaky",
        "parameters",
        "rectifier",
    ),
    Fact(
        "The layer LeakyReLU has slope 0.3 unless one writes another, the function leaky_relu 0.2.",
        "keras-leaky",
        "arguments",
        "rectifier",
    ),
    Fact(
        "Deep networks send several parts of what goes in to the same answer, and so use pieces of their "
        "computation again, exponentially often in the number of layers.",
        "montufar2014",
        "abstract",
        "folds",
    ),
    Fact(
        "There are tasks, one for every whole number k, that a network with 2 ReLUs in each of 2k layers "
        "solves without error. Every shallow network has an error of at least 1/6 there, unless the "
        "number of its units grows exponentially with k.",
        "telgarsky2015",
        "abstract",
        "folds",
    ),
    Fact(
        "For every whole number k there are networks of about k³ layers, with a fixed number of units each, "
        "that networks of about k layers can only come near to with at least about 2ᵏ units.",
        "telgarsky2016",
        "abstract",
        "folds",
    ),
    Fact(
        "At the start of training, the number of patterns of ReLUs that are on is on average bounded by the "
        "number of all units, raised to the number of inputs. The bound does not depend on the depth. "
        "Measured, it holds in training, too.",
        "hanin2019",
        "abstract",
        "folds",
    ),
    Fact(
        "Language models are built from Transformers. In trained ones with ReLU very few values after it are "
        "not 0: on average 3.0 % in T5-Base and 6.3 % in ViT-B16; larger ones have fewer still.",
        "li2022",
        "abstract",
        "zeros-are-free",
    ),
    Fact(
        "“Despite recent trends favoring alternative activation functions such as GELU or SiLU”, the authors "
        "argue for ReLU in language models: up to three times less computation when they are used, “with "
        "minimal performance trade-offs”, and fewer weights to be moved.",
        "mirzadeh2023",
        "abstract",
        "zeros-are-free",
    ),
    Fact(
        "Of language models with ReLU, SwiGLU, ReGLU and ReLU², those with ReLU² did best in all three "
        "respects that were examined. If values near 0 are skipped as well, models without ReLU can save "
        "work, too.",
        "zhang2024",
        "abstract",
        "zeros-are-free",
    ),
    Fact(
        "A search for Transformers that cost less training found Primer. Most of its gain comes from two "
        "changes; one is to square ReLU.",
        "so2021",
        "abstract",
        "zeros-are-free",
    ),
    Fact(
        "To save work on graphics cards with such zeros, the authors wrote a packing format and programs for "
        "these cards.",
        "cetin2026",
        "abstract",
        "zeros-are-free",
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
    Fact(
        "The gradient keeps its variance on its way back through layers with ReLU if the variance of the "
        "weights is 2/n̂, with n̂ the weights of a kernel times the number of filters.",
        "he2015",
        "equation 14",
        "the-way-back",
    ),
    Fact(
        "Units of this kind, a known function of a weighted sum, can be learned by algorithms that provably "
        "work, although the task is not convex in general.",
        "kakade2011",
        "abstract",
        "the-way-back",
    ),
    Fact(
        "To copy the gradient of a unit's output as that of its input, past a hard step, is called the "
        "straight-through estimator.",
        "bengio2013",
        "abstract",
        "the-way-back",
    ),
    Fact(
        "ReLU is max(x, 0), “except under differentiation, we take: ∇relu(0) = 0”.",
        "jax",
        "the definition",
        "the-way-back",
    ),
)


STARTING_POINTS = ("tutorial", "kuo2016", "he2015")
"""The tutorial, and the two papers that it names."""


def lessons_of_our_own() -> list[str]:
    """Return the addresses of the lessons that rest on none of the `STARTING_POINTS`, in order."""
    used = {address for source in SOURCES if source.key in STARTING_POINTS for address in source.chapters}
    return [address for address in CHAPTERS if address not in used]
