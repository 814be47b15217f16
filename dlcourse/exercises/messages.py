"""The words for a function that did not get as far as an answer to be judged."""

from collections.abc import Callable

from dlcourse.exercises.outcome import Outcome, Status
from dlcourse.exercises.quiet import LIMIT
from dlcourse.plots import indented

IN_PLACE = "start.in-place"  # ids of misconceptions
PRINTED = "start.print-is-return"


def status_message(came: Outcome, name: str, parameters: list[str]) -> tuple[str, str]:
    """What to tell the learner, and the id of the misconception behind it or an empty text.

    Args:
        came: an outcome other than `Status.OK`.
        name: the function's.
        parameters: the names of its parameters, as the question has them.
    """
    called = f"`{name}({', '.join(parameters)})`"
    return MESSAGES[came.status](came, name, called)


def _missing(came: Outcome, name: str, called: str) -> tuple[str, str]:
    close = f" There is a `{came.what}`: did you mean that one?" if came.what else ""
    return f"There is no function `{name}` yet.{close} Keep the name, run the answer cell, then this one.", ""


def _not_callable(came: Outcome, name: str, called: str) -> tuple[str, str]:
    return (
        f"`{name}` is {a_type(came.what)}, not a function. Perhaps a later line gave the name to something else, as "
        f"`{name} = …` does. Run the answer cell again, then this one.",
        "",
    )


def _wrong_parameters(came: Outcome, name: str, called: str) -> tuple[str, str]:
    return (
        f"The check calls {called}, but your function is `{name}{came.what}`. Keep the parameters as they were in "
        "the cell; whatever else you need, make it inside the function.",
        "",
    )


def _raised(came: Outcome, name: str, called: str) -> tuple[str, str]:
    if came.what == "SystemExit":
        return (
            "Your function called `exit()` or `sys.exit()`, which asks the whole program to end. This notebook goes "
            "on. To leave a function, use `return`.",
            "",
        )
    if came.what == "KeyboardInterrupt":
        return (
            "The check was interrupted while your function ran. If that was you, run the check again. If not, then "
            "your function raises `KeyboardInterrupt` itself, and should not.",
            "",
        )
    error = f"{came.what}: {came.detail}" if came.detail else came.what
    line = f"\n\nIt happened in your line\n\n{indented(came.line)}" if came.line else ""
    thought = ERRORS.get(came.what, "")
    return f"{called} stopped with an error:\n\n{indented(error)}{line}" + (f"\n\n{thought}" if thought else ""), ""


def _returned_nothing(came: Outcome, name: str, called: str) -> tuple[str, str]:
    return (
        f"{called} returned nothing, which Python calls `None`. Only `return` hands a value to the one who called; "
        "`print` shows it to you, and then it is gone.",
        PRINTED if came.printed else "",
    )


def _wrong_type(came: Outcome, name: str, called: str) -> tuple[str, str]:
    if came.what in ("torch.Tensor", "dlcourse.Tensor"):
        remedy = "`.detach().numpy()` turns one into the other."
    elif came.detail.endswith("."):
        return f"{called} returned {a_type(came.what)}. {came.detail}", ""  # a topic's own words for what is wanted
    elif came.what in ("list", "tuple"):
        remedy = "`np.array(…)` makes one of it."
    elif came.what in ("generator", "coroutine"):
        remedy = "A function with `yield` or `async` in it does not compute when it is called. Use `return`."
    elif came.what == "ndarray" and came.detail == "object":
        return (
            f"{called} returned an array of Python objects, with which NumPy cannot calculate. That happens when its "
            "parts are no numbers, or have unequal lengths.",
            "",
        )
    elif came.what == "ndarray" and came.detail[:1].isdigit():
        return f"{called} returned an array of {came.detail} numbers, far more than the answer has.", ""
    elif came.what == "ndarray":
        return f"{called} returned an array of type `{came.detail}`; its entries must be numbers.", ""
    else:
        remedy = "Look at what stands behind `return`."
    return f"{called} returned {a_type(came.what)}; a NumPy array or a number is wanted. {remedy}", ""


def _wrong_device(came: Outcome, name: str, called: str) -> tuple[str, str]:
    return (
        f"{called} returned a PyTorch tensor that lives on the device `{came.detail}`; a NumPy array is wanted, and "
        "NumPy reads the processor's own memory only. `.cpu().numpy()` brings it there. Here NumPy alone is enough.",
        "",
    )


def _timeout(came: Outcome, name: str, called: str) -> tuple[str, str]:
    if came.what == "swallowed":
        return (
            f"{called} did not finish in time, and when it was asked to stop, it went on. Somewhere an `except:` with "
            "nothing behind it catches every error, even the request to stop. Name the error that you expect, as in "
            "`except ValueError:`. And look for the loop that never ends.",
            "",
        )
    if came.what == "deaf":
        return (
            f"{called} took far too long inside one single call of compiled code, which nothing can interrupt. Is an "
            "array there much larger than it needs to be? The inputs here are tiny.",
            "",
        )
    return (
        f"{called} did not finish in time and was stopped; a right answer takes a blink. Look for a loop that never "
        "ends: does its condition ever become false?",
        "",
    )


def _mutated(came: Outcome, name: str, called: str) -> tuple[str, str]:
    also = ", and returned nothing" if came.what else ""
    return (
        f"{called} changed its own input{also}. A function receives the caller's array itself, not a copy, so the "
        "caller's data are now different. Make a new array: `y = x - 1`, not `x -= 1`; or begin with `x = x.copy()`.",
        IN_PLACE,
    )


def _output_limit(came: Outcome, name: str, called: str) -> tuple[str, str]:
    return (
        f"{called} printed more than {LIMIT:,} characters and was stopped. Take the `print` out of the loop, or print "
        "shapes in place of whole arrays.",
        "",
    )


def _not_attempted(came: Outcome, name: str, called: str) -> tuple[str, str]:
    return f"`{name}` is still as it was.", ""


def _skipped(came: Outcome, name: str, called: str) -> tuple[str, str]:
    return "This case was not tried, because an earlier one had to be stopped.", ""


def a_type(what: str) -> str:
    """A type's name with its article, as a beginner would say it."""
    known = {"list": "a list", "tuple": "a tuple", "str": "a text", "dict": "a dictionary", "ndarray": "an array"}
    known |= {"int": "a number", "float": "a number", "NoneType": "`None`", "ellipsis": "the three dots"}
    known |= {"torch.Tensor": "a PyTorch tensor", "dlcourse.Tensor": "a tensor of the course's engine"}
    known |= {"set": "a set", "function": "a function", "bool": "`True` or `False`"}
    return known.get(what, f"a `{what}`")


ERRORS = {
    "NameError": "A name is used that nothing was given to. Is it misspelt, or was its cell not run?",
    "UnboundLocalError": "A name is used in the function before anything is given to it there.",
    "AxisError": "An array with three axes has the axes 0, 1 and 2; counted from the end, -1, -2 and -3.",
    "IndexError": "Python counts from 0, so the last of five has the index 4.",
    "UFuncTypeError": "NumPy does not write fractions into an array of whole numbers. Let it make a new array.",
    "ZeroDivisionError": "Python's own numbers raise this; what was zero there?",
    "RecursionError": "The function calls itself again and again, with nothing that ends it.",
    "NotImplementedError": "Replace the line that raises it by your own code.",
    "AttributeError": "The thing before the dot has nothing of that name. What type does it have at that point?",
    "ModuleNotFoundError": "NumPy is all that you need here.",
    "MemoryError": "An array was asked for that does not fit into memory. What shape should it have?",
}

MESSAGES: dict[Status, Callable[[Outcome, str, str], tuple[str, str]]] = {
    Status.MISSING: _missing,
    Status.NOT_CALLABLE: _not_callable,
    Status.WRONG_PARAMETERS: _wrong_parameters,
    Status.RAISED: _raised,
    Status.RETURNED_NOTHING: _returned_nothing,
    Status.WRONG_TYPE: _wrong_type,
    Status.WRONG_DEVICE: _wrong_device,
    Status.TIMEOUT: _timeout,
    Status.MUTATED: _mutated,
    Status.OUTPUT_LIMIT: _output_limit,
    Status.NOT_ATTEMPTED: _not_attempted,
    Status.SKIPPED: _skipped,
}
