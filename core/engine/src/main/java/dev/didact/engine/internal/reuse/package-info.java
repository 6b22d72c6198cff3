/// Answers that the runs of a workspace were given, found again by what was asked, so that none of them is paid for
/// twice. All of it is derived from the journals and may be deleted.
@NullMarked
package dev.didact.engine.internal.reuse;

import org.jspecify.annotations.NullMarked;
