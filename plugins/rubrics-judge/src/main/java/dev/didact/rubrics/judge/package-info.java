/// Criteria that a model answers with a level and a verbatim quote.
@NullMarked
package dev.didact.rubrics.judge;

import org.jspecify.annotations.NullMarked;
