/** Whether newly trained models take the place of those in use. */
package dev.spotwise.models.retraining;
