/// Asking models and teaching them: requests and replies, lessons and checkpoints.
@NullMarked
package dev.didact.api.model;

import org.jspecify.annotations.NullMarked;
