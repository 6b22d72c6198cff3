/// The workspace: the folder that holds runs and checkpoints.
///
/// ```text
/// runs/3/journal/000001.jsonl   a run: its journal and its lock
/// checkpoints/<sha256>/…        what learners returned, by content
/// temporary/<name>/             what is still being written, locked by its process; runs sweep the rest
/// temporary/scratch-<name>      what is too large for a heap, where the system keeps the name of an open file
/// ```
///
/// Nothing here locks the workspace: several processes may make runs and checkpoints in it at once.
@NullMarked
package dev.didact.engine.internal.workspace;

import org.jspecify.annotations.NullMarked;
