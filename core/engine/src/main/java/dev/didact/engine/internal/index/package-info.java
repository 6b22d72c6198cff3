/// The index of a run: narrow tables of its journal for questions in SQL. It is derived, and made again when it is
/// missing, of another form or damaged.
@org.jspecify.annotations.NullMarked
package dev.didact.engine.internal.index;
