/// A model that gives prepared replies, in the place of one that computes.
@NullMarked
package dev.didact.models.replies;

import org.jspecify.annotations.NullMarked;
