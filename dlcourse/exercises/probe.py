"""Run a learner's function on every case, whatever it does, and tell the ways apart in which it can go wrong.

A topic file writes ``probe=partial(call, "image_means")``. What `call` returns holds arrays only: for each case its
status, texts that the messages need, and the result when there is one. Functions that take or return something else
than arrays are called with a `How`.
"""

import difflib
import inspect
import linecache
from collections.abc import Callable, Mapping

import numpy as np

from dlcourse.exercises.exercise import Arrays, by_case
from dlcourse.exercises.how import PLAIN, How, Unreadable, tensor_to_array
from dlcourse.exercises.outcome import Outcome, Status
from dlcourse.exercises.quiet import quiet
from dlcourse.exercises.watchdog import limited

LONGEST = 300  # characters kept of an error's text
LARGEST = 2**22  # numbers in a result: an expanded view may stand for more than fits into memory


def call(name: str, namespace: Mapping[str, object], cases: Arrays, *, how: How = PLAIN) -> Arrays:
    """Call the function of this name on every case, with copies of its inputs in the order of their names.

    After a case that had to be stopped the others are not tried: each would cost the learner the same wait.

    Args:
        name: the function's.
        namespace: where the learner's names live.
        cases: inputs, named ``case/parameter``.
        how: what to make of inputs and of what is returned, where they are no arrays.

    Returns:
        For each case ``case/status``, further texts, and ``case/result`` when the status is ``ok``. With parts each
        stands for itself, as ``case, part/status`` and so on.
    """
    found: Arrays = {}
    stopped = False
    for case, inputs in by_case(cases).items():
        keys = how.keys(case)
        came = [Outcome(Status.SKIPPED)] * len(keys)
        if not stopped:
            function = namespace.get(name)
            if callable(function):
                came = _call_once(function, inputs, namespace, how)
            else:
                came = [_no_function(name, namespace)] * len(keys)
        stopped = stopped or stops(came[0])
        for key, one in zip(keys, came, strict=True):
            found |= one.arrays(key)
    return found


def stops(came: Outcome) -> bool:
    """Whether the cases after this one are not to be tried."""
    return came.status in (Status.TIMEOUT, Status.OUTPUT_LIMIT) or came.what == "KeyboardInterrupt"


def _no_function(name: str, namespace: Mapping[str, object]) -> Outcome:
    if name in namespace:
        return Outcome(Status.NOT_CALLABLE, what=type_name(namespace[name]))
    others = [other for other, value in namespace.items() if inspect.isfunction(value) and not other.startswith("_")]
    close = difflib.get_close_matches(name, others, n=1)
    return Outcome(Status.MISSING, what=close[0] if close else "")


def _call_once(
    function: Callable[..., object], inputs: Arrays, namespace: Mapping[str, object], how: How
) -> list[Outcome]:
    """One outcome a part; one in all where there are none."""
    unfit = _unfit_parameters(function, len(inputs))
    copies = {name: np.array(array, order="K") for name, array in inputs.items()}
    if unfit:
        came: Outcome | list[Outcome] = Outcome(Status.WRONG_PARAMETERS, what=unfit)
    else:
        came = run(how.wrap(function, copies), copies, namespace, how)
    outcomes = came if isinstance(came, list) else [came]
    if outcomes[0].status == Status.OK or outcomes[0].status in TAKEN:
        printed = outcomes[0].printed
        if not all(_identical(copies[name], inputs[name]) for name in inputs):
            nothing = outcomes[0].status == Status.RETURNED_NOTHING
            outcomes = [Outcome(Status.MUTATED, what="nothing" if nothing else "", printed=printed)]
    return outcomes if len(outcomes) == how.count else outcomes[:1] * how.count


TAKEN = (Status.RETURNED_NOTHING, Status.WRONG_TYPE, Status.WRONG_DEVICE)  # it returned, though no answer


def run(
    function: Callable[..., object], inputs: Mapping[str, object], namespace: Mapping[str, object], how: How = PLAIN
) -> Outcome | list[Outcome]:
    """Call a function once, under the watchdog and with its words kept from the page; say what came of it."""
    with quiet() as printed:
        ran = limited(function, list(how.built(inputs).values()))
    text = printed.text
    if printed.flooded:
        return Outcome(Status.OUTPUT_LIMIT, printed=text)
    if ran.late:
        return Outcome(Status.TIMEOUT, what=ran.late, printed=text)
    if isinstance(ran.error, Unreadable):
        return Outcome(Status.WRONG_TYPE, type_name(ran.error.value), str(ran.error), printed=text)
    if ran.error is not None:
        what, detail = _error_name(ran.error), _words(ran.error)
        return Outcome(Status.RAISED, what, detail, line=_line(ran.error, namespace), printed=text)
    if not how.parts or ran.value is None:
        return taken(ran.value, text, tensors=how.tensors)
    if not isinstance(ran.value, (tuple, list)) or len(ran.value) != len(how.parts):
        wanted = f"It should return {len(how.parts)} things, in this order: {', '.join(how.parts)}."
        return Outcome(Status.WRONG_TYPE, type_name(ran.value), wanted, printed=text)
    return [taken(value, text, tensors=how.tensors) for value in ran.value]


def taken(value: object, printed: str = "", *, tensors: bool = False) -> Outcome:
    """Take what a function returned: an array or a number of any real or complex type; a tensor too, where allowed."""
    if value is None:
        return Outcome(Status.RETURNED_NOTHING, printed=printed)
    try:
        return _taken(value, type_name(value), printed, tensors)
    except Exception as error:  # an object may raise whatever is asked of it
        return Outcome(Status.WRONG_TYPE, type_name(value), printed=f"{printed}{type(error).__name__}"[:LONGEST])


def _taken(value: object, what: str, printed: str, tensors: bool) -> Outcome:
    if what in ("torch.Tensor", "torch.Parameter", "dlcourse.Tensor", "dlcourse.Parameter"):
        what = what.replace("Parameter", "Tensor")
        device = str(getattr(value, "device", "cpu"))
        if device != "cpu":
            return Outcome(Status.WRONG_DEVICE, what, device, printed=printed)
        if not tensors:
            return Outcome(Status.WRONG_TYPE, what, device, printed=printed)
        value = tensor_to_array(value)
    if isinstance(value, np.ndarray) and (value.dtype.kind not in "biufc" or value.size > LARGEST):
        detail = str(value.dtype) if value.dtype.kind not in "biufc" else f"{value.size:,}"
        return Outcome(Status.WRONG_TYPE, what, detail, printed=printed)
    if isinstance(value, (np.ndarray, np.number, np.bool, bool, float, complex)) or _machine_integer(value):
        return Outcome(Status.OK, result=np.array(value), printed=printed)
    if inspect.isgenerator(value) or inspect.iscoroutine(value):
        value.close()  # or Python warns, later and elsewhere, that it was never used
    return Outcome(Status.WRONG_TYPE, what, printed=printed)


def _machine_integer(value: object) -> bool:
    return isinstance(value, int) and -(2**63) <= value < 2**63


def type_name(value: object) -> str:
    """How a message names a type: ``list``, ``torch.Tensor``."""
    kind = type(value)
    return kind.__qualname__ if kind.__module__ in ("builtins", "numpy", "__main__") else _full_name(kind)


def _full_name(kind: type) -> str:
    return f"{kind.__module__.split('.')[0]}.{kind.__qualname__}"


def _unfit_parameters(function: Callable[..., object], count: int) -> str:
    """The function's own parameters as text, if it cannot be called with that many values."""
    try:
        signature = inspect.signature(function)
    except Exception:  # some compiled functions have none, and a learner's may raise what it likes
        return ""
    try:
        signature.bind(*range(count))
    except TypeError:
        return str(signature)
    return ""


def _identical(after: np.ndarray, before: np.ndarray) -> bool:
    same_kind = after.shape == before.shape and after.dtype == before.dtype
    return same_kind and after.tobytes() == before.tobytes()


def _error_name(error: BaseException) -> str:
    """The name of the error's class, or of the nearest public one that it inherits from."""
    return next(kind.__name__ for kind in type(error).__mro__ if not kind.__name__.startswith("_"))


def _words(error: BaseException) -> str:
    try:
        return str(error)[:LONGEST]
    except Exception:
        return ""


def _line(error: BaseException, namespace: Mapping[str, object]) -> str:
    """The last line of the learner's own that the error passed through."""
    line = ""
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_globals is namespace:
            line = linecache.getline(step.tb_frame.f_code.co_filename, step.tb_lineno).strip() or line
        step = step.tb_next
    return line[:LONGEST]
