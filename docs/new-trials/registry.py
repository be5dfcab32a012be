"""A stand-in for ClinicalTrials.gov: the part of its API that `trialrules sync` asks, over the records of a folder.

python registry.py FOLDER [PORT]    serves FOLDER/*.json on this machine until nobody has asked for ten minutes
"""

import json
import re
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

Record = dict[str, Any]
IDLE = 600
"""Seconds."""
FIELDS = {
    "NCTId": ("identificationModule", "nctId"),
    "BriefTitle": ("identificationModule", "briefTitle"),
    "OfficialTitle": ("identificationModule", "officialTitle"),
    "LastUpdatePostDate": ("statusModule", "lastUpdatePostDateStruct"),
    "EligibilityModule": ("eligibilityModule",),
}
SINCE = re.compile(r"AREA\[LastUpdatePostDate\]RANGE\[(\d{4}-\d{2}-\d{2}),MAX\]")


class Wrong(Exception):
    """A request that the registry refuses."""


def stamp(records: list[Record]) -> str:
    """Of when the data are: the morning after the last update."""
    return f"{max(map(updated, records), default='2026-01-01')}T09:00:00"


def updated(record: Record) -> str:
    return str(record["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"])


def answer(records: list[Record], path: str, wanted: dict[str, str], page: int = 1000) -> Record:
    """What the API answers; ``page``: the most records at a time. Raises Wrong."""
    if path.endswith("/version"):
        return {"apiVersion": "2.0.5", "dataTimestamp": stamp(records)}
    if not path.endswith("/studies"):
        raise Wrong(f"no such address: {path}")
    found = [record for record in records if matches(record, wanted)]
    page, mark = min(page, int(wanted.get("pageSize") or 10)), f"-{stamp(records)}"
    token = wanted.get("pageToken", f"0{mark}")
    if not re.fullmatch(rf"\d+{re.escape(mark)}", token):
        raise Wrong("pageToken is invalid")
    start = int(token.removesuffix(mark))
    studies = [only(record, wanted["fields"].split("|")) for record in found[start : start + page]]
    total = {"totalCount": len(found)} if wanted.get("countTotal") == "true" and start == 0 else {}
    more = {"nextPageToken": f"{start + page}{mark}"} if start + page < len(found) else {}
    return {**total, "studies": studies, **more}


def matches(record: Record, wanted: dict[str, str]) -> bool:
    """Whether a record is of a search; conditions and queries are just looked for, word for word."""
    protocol = record["protocolSection"]
    conditions = " ".join(protocol.get("conditionsModule", {}).get("conditions", ())).lower()
    ids, since = wanted.get("filter.ids"), SINCE.fullmatch(wanted.get("filter.advanced", ""))
    return (
        wanted.get("query.cond", "").lower() in conditions
        and wanted.get("query.term", "").lower() in json.dumps(record).lower()
        and (ids is None or protocol["identificationModule"]["nctId"] in ids.split("|"))
        and (since is None or updated(record) >= since.group(1))
    )


def only(record: Record, fields: list[str]) -> Record:
    """A record with nothing but these fields."""
    out: Record = {}
    for field in fields:
        if field not in FIELDS:
            raise Wrong(f"fields: {field} is unknown")
        *above, name = FIELDS[field]
        source, target = record["protocolSection"], out
        for part in above:
            source, target = source.get(part, {}), target.setdefault(part, {})
        if name in source:
            target[name] = source[name]
    return {"protocolSection": out}


def handler(records: Callable[[], list[Record]]) -> type[BaseHTTPRequestHandler]:
    """Answers requests from the records as they are then."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            wanted = {name: values[0] for name, values in parse_qs(asked.query).items()}
            try:
                status, body = 200, json.dumps(answer(records(), asked.path, wanted))
            except Wrong as wrong:
                status, body = 400, str(wrong)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class Server(HTTPServer):
    """Stops when nobody asks any more."""

    timeout = IDLE
    idle = False

    def handle_timeout(self) -> None:
        self.idle = True


def main(folder: str, port: str = "8765") -> None:
    def records() -> list[Record]:
        return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(Path(folder).glob("*.json"))]

    with Server(("127.0.0.1", int(port)), handler(records)) as server:
        print(f"http://127.0.0.1:{server.server_port}/api/v2", flush=True)
        while not server.idle:
            server.handle_request()


if __name__ == "__main__":
    main(*sys.argv[1:])
