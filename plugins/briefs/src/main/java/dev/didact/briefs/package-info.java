/// The world of the first run: a source of ranking problems, the generator of answers and the rubric that verifies them
/// by rule.
@NullMarked
package dev.didact.briefs;

import org.jspecify.annotations.NullMarked;
