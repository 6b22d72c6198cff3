/// The records of the API as JSON, in the one form that journal, exports and lists share.
@NullMarked
package dev.didact.engine.internal.record;

import org.jspecify.annotations.NullMarked;
