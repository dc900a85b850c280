/** Name of the module as Python imports it. */
export const cleanUpModule = 'cloister_clean';

/**
 * What git filter-repo calls for each blob, commit and tag: it replaces the bytes that spans.json names. Objects are known
 * by the ids that they had before, so nothing else is touched; where one is not as planned, filter-repo stops before it has
 * changed anything. Python 3.5 and newer, as git filter-repo.
 */
export const cleanUpScript = `"""Takes out of a repository's history what spans.json names, and nothing else.

Made by Cloister for git filter-repo, which calls blob(), commit() and tag(). It holds no value, runs no program and opens
no file but spans.json beside it. CLOISTER_CLEAN says what to take out: "secrets", "personal" or "secrets,personal".
"""

import json
import os

_MARK = "***REMOVED***"
_ENCODINGS = {"utf16le": "utf-16-le", "utf16be": "utf-16-be"}

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "spans.json"), encoding="utf-8") as _file:
    _plan = json.load(_file)

_PARTS = os.environ.get("CLOISTER_CLEAN", "secrets").split(",")
if _plan.get("cloisterPlan") != 1 or not set(_PARTS) <= {"secrets", "personal"}:
    raise SystemExit("cloister: CLOISTER_CLEAN or spans.json is not what this script knows; nothing was changed")


def _ranges(entry):
    united = []
    for start, end in sorted(each for part in _PARTS for each in entry.get(part, [])):
        if united and start < united[-1][1]:
            united[-1][1] = max(end, united[-1][1])
        else:
            united.append([start, end])
    return united


def _clean(kind, original_id, data):
    entry = _plan["objects"].get(original_id.decode("ascii"))
    if entry is None:
        return data
    # Behind the planned part of a message a signature may stand, or have stood.
    last = max(end for part in ("secrets", "personal") for _, end in entry.get(part, []))
    fits = len(data) == entry["size"] if kind == "blob" else len(data) >= last
    if entry["kind"] != kind or not fits:
        raise SystemExit("cloister: %s %s is not as it was planned; make a new plan" % (kind, original_id.decode("ascii")))
    mark = _MARK.encode(_ENCODINGS.get(entry["reading"], "ascii"))
    for start, end in reversed(_ranges(entry)):
        data = data[:start] + mark + data[end:]
    return data


def blob(it):
    it.data = _clean("blob", it.original_id, it.data)


def commit(it):
    it.message = _clean("commit", it.original_id, it.message)


def tag(it):
    it.message = _clean("tag", it.original_id, it.message)
`;
