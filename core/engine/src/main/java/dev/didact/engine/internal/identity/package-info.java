/// Identity: the hashes by which tasks, requests and checkpoints are known.
///
/// A hash is taken over canonical bytes ([Canonical]) or over fields that are framed with their names and lengths
/// ([Hashes]); never over plain concatenation, where `ab` + `c` and `a` + `bc` would be the same.
@NullMarked
package dev.didact.engine.internal.identity;

import org.jspecify.annotations.NullMarked;
