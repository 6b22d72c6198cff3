/// From what graders answer to grades and verdicts. Graders are not believed: a result that is not on its scale, or
/// whose quote does not stand in the text, is ungraded.
@NullMarked
package dev.didact.engine.internal.grading;

import org.jspecify.annotations.NullMarked;
