"""Documents in an S3-compatible object store. Whatever the store says, what arrived there is hashed again."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from central_service.config import S3Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class CorruptedUpload(Exception):
    """The store holds other bytes than were sent."""


class S3Blobs:
    """Blobs as objects of one bucket; credentials come from the environment, as boto3 finds them."""

    def __init__(self, settings: S3Settings) -> None:
        self._bucket = settings.bucket
        self._prefix = settings.prefix
        self._client: S3Client = boto3.client(
            "s3",
            endpoint_url=settings.endpoint,
            region_name=settings.region,
            config=Config(
                retries={"max_attempts": 4, "mode": "standard"}, connect_timeout=5, read_timeout=30
            ),
        )

    def put(self, name: str, content: bytes) -> None:
        """:raises CorruptedUpload: when the object read back has another hash; it is deleted then."""
        self._client.put_object(Bucket=self._bucket, Key=self._key(name), Body=content)
        if sha256(self.get(name)).digest() != sha256(content).digest():
            self.delete(name)
            raise CorruptedUpload(name)

    def get(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        """:raises FileNotFoundError:"""
        wanted = "" if end is None else str(end - 1)
        try:
            if start == 0 and end is None:
                answer = self._client.get_object(Bucket=self._bucket, Key=self._key(name))
            else:
                answer = self._client.get_object(
                    Bucket=self._bucket, Key=self._key(name), Range=f"bytes={start}-{wanted}"
                )
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in ("NoSuchKey", "404"):
                raise FileNotFoundError(name) from None
            raise
        with answer["Body"] as body:
            return body.read()

    def delete(self, name: str) -> None:
        """Delete the object; S3 does not mind one that is not there."""
        self._client.delete_object(Bucket=self._bucket, Key=self._key(name))

    def _key(self, name: str) -> str:
        return f"{self._prefix}{name}"
