"""Beliefs met in the refreshers on rates and on logarithms: rows of `misconceptions`."""

RATES: dict[str, tuple[str, str, str]] = {
    # the chain rule by rates
    "refreshers.rates-add": (
        "Rates in a row are added.",
        "They are multiplied: three times as far as what moves twice as far is six times as far.",
        "rates in a row",
    ),
    "refreshers.rate-at-x": (
        "Both rates are taken at x.",
        "The second function never sees x. Its rate is the one at u, at what the first function gives.",
        "rates in a row",
    ),
    "refreshers.only-the-last": (
        "How sensitive y is to x depends on the last function only.",
        "A nudge has to get through each of them: one rate of 0 on its way stops it.",
        "rates in a row",
    ),
    "refreshers.ways-multiply": (
        "If x reaches y in two ways, the two rates are multiplied.",
        "Along a way rates multiply; the ways themselves add up, for each brings its own movement.",
        "",
    ),
    "refreshers.larger-way-counts": (
        "If x reaches y in two ways, the more sensitive way decides.",
        "Both bring their movement, and the two are added; with unlike signs they may cancel.",
        "",
    ),
    # logarithms and likelihood
    "refreshers.log-keeps-products": (
        "The logarithm of a product is the product of the logarithms.",
        "It is their sum: that is what logarithms are good for.",
        "how likely",
    ),
    "refreshers.log-is-positive": (
        "A negative logarithm means a mistake.",
        "Numbers between 0 and 1 have negative logarithms, and probabilities lie there.",
        "how likely",
    ),
    "refreshers.likelihood-of-p": (
        "The likelihood of p says how probable it is that p is right.",
        "It says how probable the data are if p is right. Over all p these numbers do not add up to 1.",
        "how likely",
    ),
    "refreshers.tiny-is-bad": (
        "A tiny likelihood shows a bad model.",
        "With many examples it is tiny for every model. Compare two on the same data.",
        "how likely",
    ),
    "refreshers.log-moves-the-top": (
        "Taking the logarithm changes which p is best.",
        "The logarithm rises all the way, so what was largest stays largest.",
        "how likely",
    ),
    "refreshers.wrong-is-wrong": (
        "Wrong is wrong: how sure it was makes no difference to the cost.",
        "The cost −ln p grows without end as the probability of what came true goes to 0.",
        "",
    ),
    "refreshers.cost-in-proportion": (
        "Half the probability costs twice as much.",
        "Half the probability always costs ln 2, about 0.69, more.",
        "",
    ),
}
