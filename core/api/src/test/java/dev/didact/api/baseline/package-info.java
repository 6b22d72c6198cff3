/// Holds the API against what was written down of it before: nothing about it changes unseen.
@NullMarked
package dev.didact.api.baseline;

import org.jspecify.annotations.NullMarked;
