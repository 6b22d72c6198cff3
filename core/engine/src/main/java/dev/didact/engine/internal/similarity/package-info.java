/// Which texts are like each other.
@NullMarked
package dev.didact.engine.internal.similarity;

import org.jspecify.annotations.NullMarked;
