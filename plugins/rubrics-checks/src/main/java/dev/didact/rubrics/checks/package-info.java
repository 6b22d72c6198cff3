/// Criteria that are answered by code alone.
@NullMarked
package dev.didact.rubrics.checks;

import org.jspecify.annotations.NullMarked;
