(** * What every theorem rests on

    One line for each statement: the theorem, checked to be a proof of exactly
    that statement, and its assumptions.  The script check.sh compares what this
    file prints with assumptions.allow, and refuses a statement without a line.
    Names are qualified, so that no later definition can stand in for them. *)

From Groundcheck.statements Require OneGeneration.
From Groundcheck.statements Require Generations.
From Groundcheck.statements Require Remedy.
From Groundcheck.statements Require DataProcessing.
From Groundcheck.statements Require Accumulation.
From Groundcheck.theory Require RemedyProofs.
From Groundcheck.theory Require Loss.
From Groundcheck.theory Require ChainClosed.
From Groundcheck.theory Require ChainLattice.
From Groundcheck.theory Require ChainEntropy.
From Groundcheck.theory Require Sample.
From Groundcheck.theory Require Concave.
From Groundcheck.theory Require Grounding.
From Groundcheck.theory Require ChainGrounding.
From Groundcheck.theory Require ChainCollapse.
From Groundcheck.theory Require ChainAccumulation.
From Groundcheck.theory Require ChainEscape.
From Groundcheck.theory Require ChainStart.
From Groundcheck.theory Require GenSandwich.
From Groundcheck.theory Require ChainFixationTime.
From Groundcheck.theory Require Multinomial.
From Groundcheck.theory Require Contrast.
From Groundcheck.theory Require ChainData.
From Groundcheck.theory Require GenSpectrum.

(** ** OneGeneration *)

Check (Multinomial.multinomial_law_proof : OneGeneration.multinomial_law).  Redirect "multinomial_law" Print Assumptions Multinomial.multinomial_law_proof.
Check (Sample.marginals_binomial_proof : OneGeneration.marginals_binomial).  Redirect "marginals_binomial" Print Assumptions Sample.marginals_binomial_proof.
Check (Sample.martingale_proof : OneGeneration.martingale).  Redirect "martingale" Print Assumptions Sample.martingale_proof.
Check (Loss.one_step_proof : OneGeneration.one_step).  Redirect "one_step" Print Assumptions Loss.one_step_proof.
Check (Loss.kl_identity_proof : OneGeneration.kl_identity).  Redirect "kl_identity" Print Assumptions Loss.kl_identity_proof.
Check (Loss.loss_floor_proof : OneGeneration.loss_floor).  Redirect "loss_floor" Print Assumptions Loss.loss_floor_proof.
Check (GenSandwich.sandwich_lower_proof : OneGeneration.sandwich_lower).  Redirect "sandwich_lower" Print Assumptions GenSandwich.sandwich_lower_proof.
Check (Loss.sandwich_upper_proof : OneGeneration.sandwich_upper).  Redirect "sandwich_upper" Print Assumptions Loss.sandwich_upper_proof.
Check (Loss.sandwich_upper_one_sample_proof : OneGeneration.sandwich_upper_one_sample).  Redirect "sandwich_upper_one_sample" Print Assumptions Loss.sandwich_upper_one_sample_proof.
Check (Loss.paninski_proof : OneGeneration.paninski).  Redirect "paninski" Print Assumptions Loss.paninski_proof.
Check (Sample.gini_factor_proof : OneGeneration.gini_factor).  Redirect "gini_factor" Print Assumptions Sample.gini_factor_proof.
Check (Concave.tsallis_proof : OneGeneration.tsallis).  Redirect "tsallis" Print Assumptions Concave.tsallis_proof.
Check (Concave.renyi_below_one_proof : OneGeneration.renyi_below_one).  Redirect "renyi_below_one" Print Assumptions Concave.renyi_below_one_proof.
Check (Concave.concave_diversity_proof : OneGeneration.concave_diversity).  Redirect "concave_diversity" Print Assumptions Concave.concave_diversity_proof.
Check (Sample.support_proof : OneGeneration.support).  Redirect "support" Print Assumptions Sample.support_proof.
Check (Sample.reverse_kl_proof : OneGeneration.reverse_kl).  Redirect "reverse_kl" Print Assumptions Sample.reverse_kl_proof.
Check (Sample.absorbing_proof : OneGeneration.absorbing).  Redirect "absorbing" Print Assumptions Sample.absorbing_proof.
Check (Grounding.mse_law_proof : OneGeneration.mse_law).  Redirect "mse_law" Print Assumptions Grounding.mse_law_proof.
Check (Grounding.entropy_floor_proof : OneGeneration.entropy_floor).  Redirect "entropy_floor" Print Assumptions Grounding.entropy_floor_proof.
Check (Grounding.entropy_above_diversity_proof : OneGeneration.entropy_above_diversity).  Redirect "entropy_above_diversity" Print Assumptions Grounding.entropy_above_diversity_proof.
Check (Grounding.mixture_kl_proof : OneGeneration.mixture_kl).  Redirect "mixture_kl" Print Assumptions Grounding.mixture_kl_proof.
Check (Grounding.collapse_step_proof : OneGeneration.collapse_step).  Redirect "collapse_step" Print Assumptions Grounding.collapse_step_proof.
Check (Grounding.escape_proof : OneGeneration.escape).  Redirect "escape" Print Assumptions Grounding.escape_proof.
Check (Contrast.wasserstein_proof : OneGeneration.wasserstein).  Redirect "wasserstein" Print Assumptions Contrast.wasserstein_proof.
Check (Contrast.forward_kl_finite_fails_proof : OneGeneration.forward_kl_finite_fails).  Redirect "forward_kl_finite_fails" Print Assumptions Contrast.forward_kl_finite_fails_proof.
Check (Contrast.monotone_with_data_fails_proof : OneGeneration.monotone_with_data_fails).  Redirect "monotone_with_data_fails" Print Assumptions Contrast.monotone_with_data_fails_proof.

(** ** Generations *)

Check (ChainClosed.diversity_schedule_proof : Generations.diversity_schedule).  Redirect "diversity_schedule" Print Assumptions ChainClosed.diversity_schedule_proof.
Check (ChainClosed.diversity_decay_proof : Generations.diversity_decay).  Redirect "diversity_decay" Print Assumptions ChainClosed.diversity_decay_proof.
Check (ChainEntropy.every_generation_proof : Generations.every_generation).  Redirect "every_generation" Print Assumptions ChainEntropy.every_generation_proof.
Check (ChainEntropy.every_generation_loss_proof : Generations.every_generation_loss).  Redirect "every_generation_loss" Print Assumptions ChainEntropy.every_generation_loss_proof.
Check (ChainEntropy.geometric_lower_proof : Generations.geometric_lower).  Redirect "geometric_lower" Print Assumptions ChainEntropy.geometric_lower_proof.
Check (ChainLattice.geometric_upper_proof : Generations.geometric_upper).  Redirect "geometric_upper" Print Assumptions ChainLattice.geometric_upper_proof.
Check (ChainLattice.entropy_within_N_diversity_proof : Generations.entropy_within_N_diversity).  Redirect "entropy_within_N_diversity" Print Assumptions ChainLattice.entropy_within_N_diversity_proof.
Check (ChainLattice.entropy_within_log_diversity_proof : Generations.entropy_within_log_diversity).  Redirect "entropy_within_log_diversity" Print Assumptions ChainLattice.entropy_within_log_diversity_proof.
Check (ChainLattice.geometric_proof : Generations.geometric).  Redirect "geometric" Print Assumptions ChainLattice.geometric_proof.
Check (ChainClosed.martingale_generations_proof : Generations.martingale_generations).  Redirect "martingale_generations" Print Assumptions ChainClosed.martingale_generations_proof.
Check (ChainClosed.variance_law_proof : Generations.variance_law).  Redirect "variance_law" Print Assumptions ChainClosed.variance_law_proof.
Check (ChainClosed.variance_grows_proof : Generations.variance_grows).  Redirect "variance_grows" Print Assumptions ChainClosed.variance_grows_proof.
Check (ChainClosed.linear_window_proof : Generations.linear_window).  Redirect "linear_window" Print Assumptions ChainClosed.linear_window_proof.
Check (ChainClosed.diameter_cap_proof : Generations.diameter_cap).  Redirect "diameter_cap" Print Assumptions ChainClosed.diameter_cap_proof.
Check (ChainClosed.drift_law_proof : Generations.drift_law).  Redirect "drift_law" Print Assumptions ChainClosed.drift_law_proof.
Check (ChainEntropy.conservation_proof : Generations.conservation).  Redirect "conservation" Print Assumptions ChainEntropy.conservation_proof.
Check (ChainEntropy.kl_drift_grows_proof : Generations.kl_drift_grows).  Redirect "kl_drift_grows" Print Assumptions ChainEntropy.kl_drift_grows_proof.
Check (ChainClosed.shrinking_steps_proof : Generations.shrinking_steps).  Redirect "shrinking_steps" Print Assumptions ChainClosed.shrinking_steps_proof.
Check (ChainClosed.iid_random_walk_fails_proof : Generations.iid_random_walk_fails).  Redirect "iid_random_walk_fails" Print Assumptions ChainClosed.iid_random_walk_fails_proof.
Check (ChainClosed.forever_linear_fails_proof : Generations.forever_linear_fails).  Redirect "forever_linear_fails" Print Assumptions ChainClosed.forever_linear_fails_proof.
Check (ChainGrounding.mean_contraction_proof : Generations.mean_contraction).  Redirect "mean_contraction" Print Assumptions ChainGrounding.mean_contraction_proof.
Check (ChainGrounding.mse_bound_proof : Generations.mse_bound).  Redirect "mse_bound" Print Assumptions ChainGrounding.mse_bound_proof.
Check (ChainGrounding.diversity_recursion_proof : Generations.diversity_recursion).  Redirect "diversity_recursion" Print Assumptions ChainGrounding.diversity_recursion_proof.
Check (ChainGrounding.grounding_law_proof : Generations.grounding_law).  Redirect "grounding_law" Print Assumptions ChainGrounding.grounding_law_proof.
Check (ChainGrounding.grounding_exact_proof : Generations.grounding_exact).  Redirect "grounding_exact" Print Assumptions ChainGrounding.grounding_exact_proof.
Check (ChainStart.grounding_schedule_proof : Generations.grounding_schedule).  Redirect "grounding_schedule" Print Assumptions ChainStart.grounding_schedule_proof.
Check (ChainStart.grounding_any_start_proof : Generations.grounding_any_start).  Redirect "grounding_any_start" Print Assumptions ChainStart.grounding_any_start_proof.
Check (ChainStart.grounding_persistent_proof : Generations.grounding_persistent).  Redirect "grounding_persistent" Print Assumptions ChainStart.grounding_persistent_proof.
Check (ChainCollapse.collapse_diversity_proof : Generations.collapse_diversity).  Redirect "collapse_diversity" Print Assumptions ChainCollapse.collapse_diversity_proof.
Check (ChainCollapse.collapse_entropy_proof : Generations.collapse_entropy).  Redirect "collapse_entropy" Print Assumptions ChainCollapse.collapse_entropy_proof.
Check (ChainCollapse.collapse_limsup_proof : Generations.collapse_limsup).  Redirect "collapse_limsup" Print Assumptions ChainCollapse.collapse_limsup_proof.
Check (ChainCollapse.closed_loses_proof : Generations.closed_loses).  Redirect "closed_loses" Print Assumptions ChainCollapse.closed_loses_proof.
Check (ChainCollapse.closed_keeps_proof : Generations.closed_keeps).  Redirect "closed_keeps" Print Assumptions ChainCollapse.closed_keeps_proof.
Check (ChainCollapse.growing_samples_proof : Generations.growing_samples).  Redirect "growing_samples" Print Assumptions ChainCollapse.growing_samples_proof.
Check (ChainCollapse.growing_law_proof : Generations.growing_law).  Redirect "growing_law" Print Assumptions ChainCollapse.growing_law_proof.
Check (ChainCollapse.S1_as_worded_fails_proof : Generations.S1_as_worded_fails).  Redirect "S1_as_worded_fails" Print Assumptions ChainCollapse.S1_as_worded_fails_proof.
Check (ChainStart.growing_samples_grounded_proof : Generations.growing_samples_grounded).  Redirect "growing_samples_grounded" Print Assumptions ChainStart.growing_samples_grounded_proof.
Check (ChainStart.S1_positive_shares_fails_proof : Generations.S1_positive_shares_fails).  Redirect "S1_positive_shares_fails" Print Assumptions ChainStart.S1_positive_shares_fails_proof.
Check (ChainLattice.fixation_rate_proof : Generations.fixation_rate).  Redirect "fixation_rate" Print Assumptions ChainLattice.fixation_rate_proof.
Check (ChainLattice.fixation_proof : Generations.fixation).  Redirect "fixation" Print Assumptions ChainLattice.fixation_proof.
Check (ChainLattice.fixation_certain_proof : Generations.fixation_certain).  Redirect "fixation_certain" Print Assumptions ChainLattice.fixation_certain_proof.
Check (ChainFixationTime.lattice_loss_floor_proof : Generations.lattice_loss_floor).  Redirect "lattice_loss_floor" Print Assumptions ChainFixationTime.lattice_loss_floor_proof.
Check (ChainFixationTime.fixation_time_proof : Generations.fixation_time).  Redirect "fixation_time" Print Assumptions ChainFixationTime.fixation_time_proof.
Check (GenSpectrum.spectrum_proof : Generations.spectrum).  Redirect "spectrum" Print Assumptions GenSpectrum.spectrum_proof.
Check (ChainEscape.escape_law_proof : Generations.escape_law).  Redirect "escape_law" Print Assumptions ChainEscape.escape_law_proof.
Check (ChainEscape.escape_certain_proof : Generations.escape_certain).  Redirect "escape_certain" Print Assumptions ChainEscape.escape_certain_proof.
Check (ChainEscape.never_settles_proof : Generations.never_settles).  Redirect "never_settles" Print Assumptions ChainEscape.never_settles_proof.
Check (ChainGrounding.memory_product_proof : Generations.memory_product).  Redirect "memory_product" Print Assumptions ChainGrounding.memory_product_proof.
Check (ChainGrounding.memory_law_proof : Generations.memory_law).  Redirect "memory_law" Print Assumptions ChainGrounding.memory_law_proof.
Check (ChainGrounding.memory_proof : Generations.memory).  Redirect "memory" Print Assumptions ChainGrounding.memory_proof.

(** ** Remedy *)

Check (RemedyProofs.remedy_teach_stochastic_proof : Remedy.remedy_teach_stochastic).  Redirect "remedy_teach_stochastic" Print Assumptions RemedyProofs.remedy_teach_stochastic_proof.
Check (RemedyProofs.remedy_detailed_balance_proof : Remedy.remedy_detailed_balance).  Redirect "remedy_detailed_balance" Print Assumptions RemedyProofs.remedy_detailed_balance_proof.
Check (RemedyProofs.remedy_prior_stationary_proof : Remedy.remedy_prior_stationary).  Redirect "remedy_prior_stationary" Print Assumptions RemedyProofs.remedy_prior_stationary_proof.
Check (RemedyProofs.remedy_forgets_proof : Remedy.remedy_forgets).  Redirect "remedy_forgets" Print Assumptions RemedyProofs.remedy_forgets_proof.
Check (RemedyProofs.remedy_tends_to_prior_proof : Remedy.remedy_tends_to_prior).  Redirect "remedy_tends_to_prior" Print Assumptions RemedyProofs.remedy_tends_to_prior_proof.
Check (RemedyProofs.remedy_keeps_entropy_proof : Remedy.remedy_keeps_entropy).  Redirect "remedy_keeps_entropy" Print Assumptions RemedyProofs.remedy_keeps_entropy_proof.
Check (RemedyProofs.remedy_dpi_proof : Remedy.remedy_dpi).  Redirect "remedy_dpi" Print Assumptions RemedyProofs.remedy_dpi_proof.

(** ** DataProcessing *)

Check (ChainData.dpi_total_variation_proof : DataProcessing.dpi_total_variation).  Redirect "dpi_total_variation" Print Assumptions ChainData.dpi_total_variation_proof.
Check (ChainData.dpi_divergence_proof : DataProcessing.dpi_divergence).  Redirect "dpi_divergence" Print Assumptions ChainData.dpi_divergence_proof.
Check (ChainData.wasserstein_generations_proof : DataProcessing.wasserstein_generations).  Redirect "wasserstein_generations" Print Assumptions ChainData.wasserstein_generations_proof.

(** ** Accumulation *)

Check (ChainAccumulation.accumulation_law_proof : Accumulation.accumulation_law).  Redirect "accumulation_law" Print Assumptions ChainAccumulation.accumulation_law_proof.
Check (ChainAccumulation.accumulation_limit_proof : Accumulation.accumulation_limit).  Redirect "accumulation_limit" Print Assumptions ChainAccumulation.accumulation_limit_proof.
Check (ChainAccumulation.accumulation_floor_proof : Accumulation.accumulation_floor).  Redirect "accumulation_floor" Print Assumptions ChainAccumulation.accumulation_floor_proof.
Check (ChainAccumulation.accumulation_pi_floor_proof : Accumulation.accumulation_pi_floor).  Redirect "accumulation_pi_floor" Print Assumptions ChainAccumulation.accumulation_pi_floor_proof.
Check (ChainAccumulation.accumulation_keeps_a_third_proof : Accumulation.accumulation_keeps_a_third).  Redirect "accumulation_keeps_a_third" Print Assumptions ChainAccumulation.accumulation_keeps_a_third_proof.
Check (ChainAccumulation.S1_accumulating_fails_proof : Accumulation.S1_accumulating_fails).  Redirect "S1_accumulating_fails" Print Assumptions ChainAccumulation.S1_accumulating_fails_proof.
