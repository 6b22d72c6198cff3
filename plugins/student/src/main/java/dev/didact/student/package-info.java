/// The embedded student: a small decoder-only transformer that is trained and run in the JVM, as model provider and
/// learner.
@NullMarked
package dev.didact.student;

import org.jspecify.annotations.NullMarked;
