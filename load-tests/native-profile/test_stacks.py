import io
import tempfile
import unittest
from pathlib import Path

import stacks

SAMPLES = """Pool-3-worker-1
            1234 finish_task_switch.isra.0
            1235 __schedule
            1236 TableClient_call_tufZIoCikoDpQXvTXH0jk7

Pool-3-worker-1
            1234 UTF8JsonGenerator_writeFieldName_VXBijx6TRx6Rz303JEae86
            1236 UsageRow$Writer_put_tufZIoCikoDpQXvTXH0jk7

bootstrap
            1234 AlignedChunkRememberedSet_walkObjects_tufZIoCikoDpQXvTXH0jk7
            1235 GCImpl_scan_tufZIoCikoDpQXvTXH0jk7
            1236 __schedule
"""


class StacksTest(unittest.TestCase):
    def test_hashes_are_no_part_of_a_name(self):
        first = next(stacks.read(io.StringIO(SAMPLES)))
        self.assertEqual(first.frames[-1], "TableClient_call")

    def test_the_first_kind_that_matches_counts(self):
        kinds = [stack.kind() for stack in stacks.read(io.StringIO(SAMPLES))]
        self.assertEqual(kinds, ["switching threads, in the kernel", "JSON", "garbage collector"])

    def test_a_stack_without_a_known_frame_is_all_else(self):
        self.assertEqual(stacks.Stack(("HashMap_put",)).kind(), stacks.REST)
        self.assertEqual(stacks.Stack(("HashMap_put", "NioEventLoop_run")).kind(), "Netty, Vert.x and Quarkus")

    def test_a_package_is_found_by_the_name_of_the_type(self):
        with tempfile.TemporaryDirectory() as root:
            folder = Path(root, "function/gateway/src/main/java/dev/tollgate/store/wire")
            folder.mkdir(parents=True)
            (folder / "TableClient.java").touch()
            packages = stacks.packages_of(root)
        self.assertEqual(packages, {"TableClient": "store.wire"})
        found = [stack.package(packages) for stack in stacks.read(io.StringIO(SAMPLES))]
        self.assertEqual(found, ["store.wire", None, None])

    def test_shares_are_of_all_samples(self):
        report = stacks.report(stacks.read(io.StringIO(SAMPLES)), {"TableClient": "store.wire"})
        self.assertIn("| JSON | 33.3 |", report)
        self.assertIn("| none of ours | 66.7 |", report)

    def test_nothing_sampled_is_a_failure(self):
        with self.assertRaises(ValueError):
            stacks.report([], {})


if __name__ == "__main__":
    unittest.main()
