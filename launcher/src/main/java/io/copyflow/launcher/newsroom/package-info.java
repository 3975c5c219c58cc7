/** The newsroom's file, read and told what is wrong with it, and its way into the directory topic. */
@NullMarked
package io.copyflow.launcher.newsroom;

import org.jspecify.annotations.NullMarked;
