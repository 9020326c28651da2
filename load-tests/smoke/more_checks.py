"""What a deployed gateway must do besides chats, as far as the key has a model for it."""

import io
import json
import math
import re
import struct
import wave

from checks import HELLO, Skipped, expect, require
from client import Form

# How models that are not for chats are called. Images cost too much and take too long to be made unless somebody names a model.
FITTING = {
    "embeddings": r"embed",
    "speech": r"\btts\b|speech",
    "transcriptions": r"transcribe|whisper",
    "moderations": r"moderation",
    "rerank": r"rerank",
}
KINDS = (*FITTING, "images", "batches")


def embeddings(gateway, models):
    answer = expect(gateway.send("/v1/embeddings", {"model": models("embeddings"), "input": ["one", "two"]}), 200).json()
    require(len(answer["data"]) == 2 and answer["data"][1]["embedding"], "not an embedding for each text")
    return f"two embeddings of {len(answer['data'][0]['embedding'])} numbers"


def moderations(gateway, models):
    answer = expect(gateway.send("/v1/moderations", {"model": models("moderations"), "input": "Hello."}), 200).json()
    require("flagged" in answer["results"][0], "no result")
    return "a text is judged"


def rerank(gateway, models):
    request = {"model": models("rerank"), "query": "fruit", "documents": ["a car", "an apple"]}
    answer = expect(gateway.send("/v1/rerank", request), 200).json()
    require({one["index"] for one in answer["results"]} == {0, 1}, "not each document is ranked")
    return f"document {answer['results'][0]['index']} is first"


def images(gateway, models):
    request = {"model": models("images"), "prompt": "A dot.", "size": "1024x1024"}
    answer = expect(gateway.send("/v1/images/generations", request), 200).json()
    require(answer["data"][0].get("b64_json") or answer["data"][0].get("url"), "no image")
    return "an image"


def speech(gateway, models):
    reply = expect(gateway.send("/v1/audio/speech", {"model": models("speech"), "input": "Hello.", "voice": "alloy"}), 200)
    require(reply.body, "no sound")
    return f"{len(reply.body):,} bytes of {reply.headers.get('content-type')}"


def transcriptions(gateway, models):
    form = Form({"model": models("transcriptions")}, ("tone.wav", tone()))
    answer = expect(gateway.send("/v1/audio/transcriptions", form), 200).json()
    require("text" in answer, "no text")
    return "a recording is read"


def files_and_batches(gateway, models):
    request = {"custom_id": "smoke", "method": "POST", "url": "/v1/chat/completions", "body": {"model": models("batches"), "messages": HELLO, "max_completion_tokens": 64}}
    line = json.dumps(request).encode() + b"\n"
    reply = gateway.send("/v1/files", Form({"purpose": "batch"}, ("smoke.jsonl", line)))
    if reply.status == 400 and (reason := re.search(r"\S+ has no batches[^\"]*", reply.body.decode())):
        raise Skipped(reason[0])
    file = expect(reply, 200).json()["id"]
    try:
        require(expect(gateway.send(f"/v1/files/{file}/content"), 200).body == line, "the file is another one than what was sent")
        created = expect(gateway.send("/v1/batches", {"input_file_id": file, "endpoint": "/v1/chat/completions", "completion_window": "24h"}), 200).json()
        batch = expect(gateway.send(f"/v1/batches/{created['id']}"), 200).json()
        require(batch["input_file_id"] == file, "the batch has another file")
        # Its line would cost a little, and nobody waits for it.
        expect(gateway.send(f"/v1/batches/{created['id']}/cancel", {}), 200)
    finally:
        expect(gateway.send(f"/v1/files/{file}", method="DELETE"), 200)
    return "a file is kept and deleted, and a batch is created and cancelled"


ALL = [embeddings, moderations, rerank, images, speech, transcriptions, files_and_batches]


class Models:
    """The model for each kind of request: the one that was named, or the first of the key whose name says what it is for."""

    def __init__(self, named, known, chat):
        self.named, self.known = {"batches": chat, **named}, known

    def __call__(self, kind):
        if kind in self.named:
            return self.named[kind]
        fitting = [name for name in self.known if kind in FITTING and re.search(FITTING[kind], name)]
        if not fitting:
            why = "one costs some cents" if kind == "images" else "no model of the key is called so"
            raise Skipped(f"{why}; name a model with --with {kind}=MODEL")
        return fitting[0]


def tone():
    """A second of a tone, as WAV."""
    file, rate = io.BytesIO(), 8000
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(b"".join(struct.pack("<h", int(8000 * math.sin(2 * math.pi * 440 * n / rate))) for n in range(rate)))
    return file.getvalue()
