/// How sure a figure is: intervals of shares and of differences, and the paired test of the gates.
@NullMarked
package dev.didact.engine.internal.statistics;

import org.jspecify.annotations.NullMarked;
