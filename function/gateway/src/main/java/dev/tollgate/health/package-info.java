/** Which targets answer of late and which do not, in this process and, through a board that all share, in the others. */
package dev.tollgate.health;
