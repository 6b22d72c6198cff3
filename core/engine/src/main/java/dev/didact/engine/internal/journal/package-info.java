/// The journal of record: what happened in a run, one event a line, in files that are only ever appended to.
///
/// A run's folder holds `journal/000001.jsonl` and so on (*segments*) and `lock`. [Journal] writes: many threads hand
/// in events, one thread writes them in batches, forces each batch to the disk and only then acknowledges it.
/// [JournalReader] reads the same files, also while the writer goes on, and takes no lock. What an event means is known
/// to the loop alone; here it has a sequence number, a time, a kind and a JSON object.
///
/// ```text
/// {"seq":12,"synced":9,"at":"2026-11-22T09:00:00.000Z","kind":"grade","data":{...},"prev":"<sha256>","crc":"<crc32c>"}
/// ```
///
/// `prev` is the SHA-256 of the line before, `crc` the CRC32C of the bytes before `,"crc"`, `synced` (on the first line
/// of each batch) the highest sequence number that was known to be on the disk when the batch was written. So damage at
/// or below the highest `synced` is damage, and anything above it may be the torn end of an interrupted write.
///
/// All file operations go through [JournalIo], so that a test can let any of them fail. The reasons are in
/// `core/docs/decisions/0006-journal-of-record.md`.
@NullMarked
package dev.didact.engine.internal.journal;

import org.jspecify.annotations.NullMarked;
