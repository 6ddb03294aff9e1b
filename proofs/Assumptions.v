(** * What every theorem rests on

    One line for each statement: the theorem, as a proof of exactly that
    statement, and the assumptions of the two together.  The script check.sh
    compares what this file prints with assumptions.allow, and refuses a
    statement without a line.  Names are given in full, so that no other file
    and no later definition can stand in for them. *)

From Groundcheck.statements Require OneGeneration.
From Groundcheck.statements Require Generations.
From Groundcheck.statements Require Remedy.
From Groundcheck.statements Require DataProcessing.
From Groundcheck.statements Require Accumulation.
From Groundcheck.statements Require Idealised.
From Groundcheck.statements Require Schedules.
From Groundcheck.statements Require Decay.
From Groundcheck.statements Require Verifier.
From Groundcheck.statements Require Ensemble.
From Groundcheck.statements Require Smoothing.
From Groundcheck.statements Require Information.
From Groundcheck.statements Require Verified.
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
From Groundcheck.theory Require IdealisedProofs.
From Groundcheck.theory Require SchedulesProofs.
From Groundcheck.theory Require DecayProofs.
From Groundcheck.theory Require VerifierProofs.
From Groundcheck.theory Require EnsembleProofs.
From Groundcheck.theory Require SmoothingProofs.
From Groundcheck.theory Require Accepted.
From Groundcheck.theory Require RightAnswers.
From Groundcheck.theory Require Channels.
From Groundcheck.theory Require Sequences.
From Groundcheck.theory Require InformationProofs.
From Groundcheck.theory Require VerifiedProofs.

(** ** OneGeneration *)

Definition multinomial_law : Groundcheck.statements.OneGeneration.multinomial_law := Groundcheck.theory.Multinomial.multinomial_law_proof.  Redirect "multinomial_law" Print Assumptions multinomial_law.
Definition marginals_binomial : Groundcheck.statements.OneGeneration.marginals_binomial := Groundcheck.theory.Sample.marginals_binomial_proof.  Redirect "marginals_binomial" Print Assumptions marginals_binomial.
Definition martingale : Groundcheck.statements.OneGeneration.martingale := Groundcheck.theory.Sample.martingale_proof.  Redirect "martingale" Print Assumptions martingale.
Definition one_step : Groundcheck.statements.OneGeneration.one_step := Groundcheck.theory.Loss.one_step_proof.  Redirect "one_step" Print Assumptions one_step.
Definition kl_identity : Groundcheck.statements.OneGeneration.kl_identity := Groundcheck.theory.Loss.kl_identity_proof.  Redirect "kl_identity" Print Assumptions kl_identity.
Definition loss_floor : Groundcheck.statements.OneGeneration.loss_floor := Groundcheck.theory.Loss.loss_floor_proof.  Redirect "loss_floor" Print Assumptions loss_floor.
Definition sandwich_lower : Groundcheck.statements.OneGeneration.sandwich_lower := Groundcheck.theory.GenSandwich.sandwich_lower_proof.  Redirect "sandwich_lower" Print Assumptions sandwich_lower.
Definition sandwich_upper : Groundcheck.statements.OneGeneration.sandwich_upper := Groundcheck.theory.Loss.sandwich_upper_proof.  Redirect "sandwich_upper" Print Assumptions sandwich_upper.
Definition sandwich_upper_one_sample : Groundcheck.statements.OneGeneration.sandwich_upper_one_sample := Groundcheck.theory.Loss.sandwich_upper_one_sample_proof.  Redirect "sandwich_upper_one_sample" Print Assumptions sandwich_upper_one_sample.
Definition paninski : Groundcheck.statements.OneGeneration.paninski := Groundcheck.theory.Loss.paninski_proof.  Redirect "paninski" Print Assumptions paninski.
Definition gini_factor : Groundcheck.statements.OneGeneration.gini_factor := Groundcheck.theory.Sample.gini_factor_proof.  Redirect "gini_factor" Print Assumptions gini_factor.
Definition tsallis : Groundcheck.statements.OneGeneration.tsallis := Groundcheck.theory.Concave.tsallis_proof.  Redirect "tsallis" Print Assumptions tsallis.
Definition renyi_below_one : Groundcheck.statements.OneGeneration.renyi_below_one := Groundcheck.theory.Concave.renyi_below_one_proof.  Redirect "renyi_below_one" Print Assumptions renyi_below_one.
Definition concave_diversity : Groundcheck.statements.OneGeneration.concave_diversity := Groundcheck.theory.Concave.concave_diversity_proof.  Redirect "concave_diversity" Print Assumptions concave_diversity.
Definition support : Groundcheck.statements.OneGeneration.support := Groundcheck.theory.Sample.support_proof.  Redirect "support" Print Assumptions support.
Definition reverse_kl : Groundcheck.statements.OneGeneration.reverse_kl := Groundcheck.theory.Sample.reverse_kl_proof.  Redirect "reverse_kl" Print Assumptions reverse_kl.
Definition absorbing : Groundcheck.statements.OneGeneration.absorbing := Groundcheck.theory.Sample.absorbing_proof.  Redirect "absorbing" Print Assumptions absorbing.
Definition mse_law : Groundcheck.statements.OneGeneration.mse_law := Groundcheck.theory.Grounding.mse_law_proof.  Redirect "mse_law" Print Assumptions mse_law.
Definition entropy_floor : Groundcheck.statements.OneGeneration.entropy_floor := Groundcheck.theory.Grounding.entropy_floor_proof.  Redirect "entropy_floor" Print Assumptions entropy_floor.
Definition entropy_above_diversity : Groundcheck.statements.OneGeneration.entropy_above_diversity := Groundcheck.theory.Grounding.entropy_above_diversity_proof.  Redirect "entropy_above_diversity" Print Assumptions entropy_above_diversity.
Definition mixture_kl : Groundcheck.statements.OneGeneration.mixture_kl := Groundcheck.theory.Grounding.mixture_kl_proof.  Redirect "mixture_kl" Print Assumptions mixture_kl.
Definition collapse_step : Groundcheck.statements.OneGeneration.collapse_step := Groundcheck.theory.Grounding.collapse_step_proof.  Redirect "collapse_step" Print Assumptions collapse_step.
Definition escape : Groundcheck.statements.OneGeneration.escape := Groundcheck.theory.Grounding.escape_proof.  Redirect "escape" Print Assumptions escape.
Definition wasserstein : Groundcheck.statements.OneGeneration.wasserstein := Groundcheck.theory.Contrast.wasserstein_proof.  Redirect "wasserstein" Print Assumptions wasserstein.
Definition forward_kl_finite_fails : Groundcheck.statements.OneGeneration.forward_kl_finite_fails := Groundcheck.theory.Contrast.forward_kl_finite_fails_proof.  Redirect "forward_kl_finite_fails" Print Assumptions forward_kl_finite_fails.
Definition monotone_with_data_fails : Groundcheck.statements.OneGeneration.monotone_with_data_fails := Groundcheck.theory.Contrast.monotone_with_data_fails_proof.  Redirect "monotone_with_data_fails" Print Assumptions monotone_with_data_fails.

(** ** Generations *)

Definition diversity_schedule : Groundcheck.statements.Generations.diversity_schedule := Groundcheck.theory.ChainClosed.diversity_schedule_proof.  Redirect "diversity_schedule" Print Assumptions diversity_schedule.
Definition diversity_decay : Groundcheck.statements.Generations.diversity_decay := Groundcheck.theory.ChainClosed.diversity_decay_proof.  Redirect "diversity_decay" Print Assumptions diversity_decay.
Definition every_generation : Groundcheck.statements.Generations.every_generation := Groundcheck.theory.ChainEntropy.every_generation_proof.  Redirect "every_generation" Print Assumptions every_generation.
Definition every_generation_loss : Groundcheck.statements.Generations.every_generation_loss := Groundcheck.theory.ChainEntropy.every_generation_loss_proof.  Redirect "every_generation_loss" Print Assumptions every_generation_loss.
Definition geometric_lower : Groundcheck.statements.Generations.geometric_lower := Groundcheck.theory.ChainEntropy.geometric_lower_proof.  Redirect "geometric_lower" Print Assumptions geometric_lower.
Definition geometric_upper : Groundcheck.statements.Generations.geometric_upper := Groundcheck.theory.ChainLattice.geometric_upper_proof.  Redirect "geometric_upper" Print Assumptions geometric_upper.
Definition entropy_within_N_diversity : Groundcheck.statements.Generations.entropy_within_N_diversity := Groundcheck.theory.ChainLattice.entropy_within_N_diversity_proof.  Redirect "entropy_within_N_diversity" Print Assumptions entropy_within_N_diversity.
Definition entropy_within_log_diversity : Groundcheck.statements.Generations.entropy_within_log_diversity := Groundcheck.theory.ChainLattice.entropy_within_log_diversity_proof.  Redirect "entropy_within_log_diversity" Print Assumptions entropy_within_log_diversity.
Definition geometric : Groundcheck.statements.Generations.geometric := Groundcheck.theory.ChainLattice.geometric_proof.  Redirect "geometric" Print Assumptions geometric.
Definition martingale_generations : Groundcheck.statements.Generations.martingale_generations := Groundcheck.theory.ChainClosed.martingale_generations_proof.  Redirect "martingale_generations" Print Assumptions martingale_generations.
Definition variance_law : Groundcheck.statements.Generations.variance_law := Groundcheck.theory.ChainClosed.variance_law_proof.  Redirect "variance_law" Print Assumptions variance_law.
Definition variance_grows : Groundcheck.statements.Generations.variance_grows := Groundcheck.theory.ChainClosed.variance_grows_proof.  Redirect "variance_grows" Print Assumptions variance_grows.
Definition linear_window : Groundcheck.statements.Generations.linear_window := Groundcheck.theory.ChainClosed.linear_window_proof.  Redirect "linear_window" Print Assumptions linear_window.
Definition diameter_cap : Groundcheck.statements.Generations.diameter_cap := Groundcheck.theory.ChainClosed.diameter_cap_proof.  Redirect "diameter_cap" Print Assumptions diameter_cap.
Definition drift_law : Groundcheck.statements.Generations.drift_law := Groundcheck.theory.ChainClosed.drift_law_proof.  Redirect "drift_law" Print Assumptions drift_law.
Definition conservation : Groundcheck.statements.Generations.conservation := Groundcheck.theory.ChainEntropy.conservation_proof.  Redirect "conservation" Print Assumptions conservation.
Definition kl_drift_grows : Groundcheck.statements.Generations.kl_drift_grows := Groundcheck.theory.ChainEntropy.kl_drift_grows_proof.  Redirect "kl_drift_grows" Print Assumptions kl_drift_grows.
Definition shrinking_steps : Groundcheck.statements.Generations.shrinking_steps := Groundcheck.theory.ChainClosed.shrinking_steps_proof.  Redirect "shrinking_steps" Print Assumptions shrinking_steps.
Definition iid_random_walk_fails : Groundcheck.statements.Generations.iid_random_walk_fails := Groundcheck.theory.ChainClosed.iid_random_walk_fails_proof.  Redirect "iid_random_walk_fails" Print Assumptions iid_random_walk_fails.
Definition forever_linear_fails : Groundcheck.statements.Generations.forever_linear_fails := Groundcheck.theory.ChainClosed.forever_linear_fails_proof.  Redirect "forever_linear_fails" Print Assumptions forever_linear_fails.
Definition mean_contraction : Groundcheck.statements.Generations.mean_contraction := Groundcheck.theory.ChainGrounding.mean_contraction_proof.  Redirect "mean_contraction" Print Assumptions mean_contraction.
Definition mse_bound : Groundcheck.statements.Generations.mse_bound := Groundcheck.theory.ChainGrounding.mse_bound_proof.  Redirect "mse_bound" Print Assumptions mse_bound.
Definition diversity_recursion : Groundcheck.statements.Generations.diversity_recursion := Groundcheck.theory.ChainGrounding.diversity_recursion_proof.  Redirect "diversity_recursion" Print Assumptions diversity_recursion.
Definition grounding_law : Groundcheck.statements.Generations.grounding_law := Groundcheck.theory.ChainGrounding.grounding_law_proof.  Redirect "grounding_law" Print Assumptions grounding_law.
Definition grounding_exact : Groundcheck.statements.Generations.grounding_exact := Groundcheck.theory.ChainGrounding.grounding_exact_proof.  Redirect "grounding_exact" Print Assumptions grounding_exact.
Definition grounding_schedule : Groundcheck.statements.Generations.grounding_schedule := Groundcheck.theory.ChainStart.grounding_schedule_proof.  Redirect "grounding_schedule" Print Assumptions grounding_schedule.
Definition grounding_any_start : Groundcheck.statements.Generations.grounding_any_start := Groundcheck.theory.ChainStart.grounding_any_start_proof.  Redirect "grounding_any_start" Print Assumptions grounding_any_start.
Definition grounding_persistent : Groundcheck.statements.Generations.grounding_persistent := Groundcheck.theory.ChainStart.grounding_persistent_proof.  Redirect "grounding_persistent" Print Assumptions grounding_persistent.
Definition collapse_diversity : Groundcheck.statements.Generations.collapse_diversity := Groundcheck.theory.ChainCollapse.collapse_diversity_proof.  Redirect "collapse_diversity" Print Assumptions collapse_diversity.
Definition collapse_entropy : Groundcheck.statements.Generations.collapse_entropy := Groundcheck.theory.ChainCollapse.collapse_entropy_proof.  Redirect "collapse_entropy" Print Assumptions collapse_entropy.
Definition collapse_limsup : Groundcheck.statements.Generations.collapse_limsup := Groundcheck.theory.ChainCollapse.collapse_limsup_proof.  Redirect "collapse_limsup" Print Assumptions collapse_limsup.
Definition closed_loses : Groundcheck.statements.Generations.closed_loses := Groundcheck.theory.ChainCollapse.closed_loses_proof.  Redirect "closed_loses" Print Assumptions closed_loses.
Definition closed_keeps : Groundcheck.statements.Generations.closed_keeps := Groundcheck.theory.ChainCollapse.closed_keeps_proof.  Redirect "closed_keeps" Print Assumptions closed_keeps.
Definition growing_samples : Groundcheck.statements.Generations.growing_samples := Groundcheck.theory.ChainCollapse.growing_samples_proof.  Redirect "growing_samples" Print Assumptions growing_samples.
Definition growing_law : Groundcheck.statements.Generations.growing_law := Groundcheck.theory.ChainCollapse.growing_law_proof.  Redirect "growing_law" Print Assumptions growing_law.
Definition S1_as_worded_fails : Groundcheck.statements.Generations.S1_as_worded_fails := Groundcheck.theory.ChainCollapse.S1_as_worded_fails_proof.  Redirect "S1_as_worded_fails" Print Assumptions S1_as_worded_fails.
Definition growing_samples_grounded : Groundcheck.statements.Generations.growing_samples_grounded := Groundcheck.theory.ChainStart.growing_samples_grounded_proof.  Redirect "growing_samples_grounded" Print Assumptions growing_samples_grounded.
Definition S1_positive_shares_fails : Groundcheck.statements.Generations.S1_positive_shares_fails := Groundcheck.theory.ChainStart.S1_positive_shares_fails_proof.  Redirect "S1_positive_shares_fails" Print Assumptions S1_positive_shares_fails.
Definition fixation_rate : Groundcheck.statements.Generations.fixation_rate := Groundcheck.theory.ChainLattice.fixation_rate_proof.  Redirect "fixation_rate" Print Assumptions fixation_rate.
Definition fixation : Groundcheck.statements.Generations.fixation := Groundcheck.theory.ChainLattice.fixation_proof.  Redirect "fixation" Print Assumptions fixation.
Definition fixation_certain : Groundcheck.statements.Generations.fixation_certain := Groundcheck.theory.ChainLattice.fixation_certain_proof.  Redirect "fixation_certain" Print Assumptions fixation_certain.
Definition lattice_loss_floor : Groundcheck.statements.Generations.lattice_loss_floor := Groundcheck.theory.ChainFixationTime.lattice_loss_floor_proof.  Redirect "lattice_loss_floor" Print Assumptions lattice_loss_floor.
Definition fixation_time : Groundcheck.statements.Generations.fixation_time := Groundcheck.theory.ChainFixationTime.fixation_time_proof.  Redirect "fixation_time" Print Assumptions fixation_time.
Definition spectrum : Groundcheck.statements.Generations.spectrum := Groundcheck.theory.GenSpectrum.spectrum_proof.  Redirect "spectrum" Print Assumptions spectrum.
Definition escape_law : Groundcheck.statements.Generations.escape_law := Groundcheck.theory.ChainEscape.escape_law_proof.  Redirect "escape_law" Print Assumptions escape_law.
Definition escape_certain : Groundcheck.statements.Generations.escape_certain := Groundcheck.theory.ChainEscape.escape_certain_proof.  Redirect "escape_certain" Print Assumptions escape_certain.
Definition never_settles : Groundcheck.statements.Generations.never_settles := Groundcheck.theory.ChainEscape.never_settles_proof.  Redirect "never_settles" Print Assumptions never_settles.
Definition memory_product : Groundcheck.statements.Generations.memory_product := Groundcheck.theory.ChainGrounding.memory_product_proof.  Redirect "memory_product" Print Assumptions memory_product.
Definition memory_law : Groundcheck.statements.Generations.memory_law := Groundcheck.theory.ChainGrounding.memory_law_proof.  Redirect "memory_law" Print Assumptions memory_law.
Definition memory : Groundcheck.statements.Generations.memory := Groundcheck.theory.ChainGrounding.memory_proof.  Redirect "memory" Print Assumptions memory.

(** ** Remedy *)

Definition remedy_teach_stochastic : Groundcheck.statements.Remedy.remedy_teach_stochastic := Groundcheck.theory.RemedyProofs.remedy_teach_stochastic_proof.  Redirect "remedy_teach_stochastic" Print Assumptions remedy_teach_stochastic.
Definition remedy_detailed_balance : Groundcheck.statements.Remedy.remedy_detailed_balance := Groundcheck.theory.RemedyProofs.remedy_detailed_balance_proof.  Redirect "remedy_detailed_balance" Print Assumptions remedy_detailed_balance.
Definition remedy_prior_stationary : Groundcheck.statements.Remedy.remedy_prior_stationary := Groundcheck.theory.RemedyProofs.remedy_prior_stationary_proof.  Redirect "remedy_prior_stationary" Print Assumptions remedy_prior_stationary.
Definition remedy_forgets : Groundcheck.statements.Remedy.remedy_forgets := Groundcheck.theory.RemedyProofs.remedy_forgets_proof.  Redirect "remedy_forgets" Print Assumptions remedy_forgets.
Definition remedy_tends_to_prior : Groundcheck.statements.Remedy.remedy_tends_to_prior := Groundcheck.theory.RemedyProofs.remedy_tends_to_prior_proof.  Redirect "remedy_tends_to_prior" Print Assumptions remedy_tends_to_prior.
Definition remedy_keeps_entropy : Groundcheck.statements.Remedy.remedy_keeps_entropy := Groundcheck.theory.RemedyProofs.remedy_keeps_entropy_proof.  Redirect "remedy_keeps_entropy" Print Assumptions remedy_keeps_entropy.
Definition remedy_dpi : Groundcheck.statements.Remedy.remedy_dpi := Groundcheck.theory.RemedyProofs.remedy_dpi_proof.  Redirect "remedy_dpi" Print Assumptions remedy_dpi.

(** ** DataProcessing *)

Definition dpi_total_variation : Groundcheck.statements.DataProcessing.dpi_total_variation := Groundcheck.theory.ChainData.dpi_total_variation_proof.  Redirect "dpi_total_variation" Print Assumptions dpi_total_variation.
Definition dpi_divergence : Groundcheck.statements.DataProcessing.dpi_divergence := Groundcheck.theory.ChainData.dpi_divergence_proof.  Redirect "dpi_divergence" Print Assumptions dpi_divergence.
Definition wasserstein_generations : Groundcheck.statements.DataProcessing.wasserstein_generations := Groundcheck.theory.ChainData.wasserstein_generations_proof.  Redirect "wasserstein_generations" Print Assumptions wasserstein_generations.

(** ** Accumulation *)

Definition accumulation_law : Groundcheck.statements.Accumulation.accumulation_law := Groundcheck.theory.ChainAccumulation.accumulation_law_proof.  Redirect "accumulation_law" Print Assumptions accumulation_law.
Definition accumulation_limit : Groundcheck.statements.Accumulation.accumulation_limit := Groundcheck.theory.ChainAccumulation.accumulation_limit_proof.  Redirect "accumulation_limit" Print Assumptions accumulation_limit.
Definition accumulation_floor : Groundcheck.statements.Accumulation.accumulation_floor := Groundcheck.theory.ChainAccumulation.accumulation_floor_proof.  Redirect "accumulation_floor" Print Assumptions accumulation_floor.
Definition accumulation_pi_floor : Groundcheck.statements.Accumulation.accumulation_pi_floor := Groundcheck.theory.ChainAccumulation.accumulation_pi_floor_proof.  Redirect "accumulation_pi_floor" Print Assumptions accumulation_pi_floor.
Definition accumulation_keeps_a_third : Groundcheck.statements.Accumulation.accumulation_keeps_a_third := Groundcheck.theory.ChainAccumulation.accumulation_keeps_a_third_proof.  Redirect "accumulation_keeps_a_third" Print Assumptions accumulation_keeps_a_third.
Definition S1_accumulating_fails : Groundcheck.statements.Accumulation.S1_accumulating_fails := Groundcheck.theory.ChainAccumulation.S1_accumulating_fails_proof.  Redirect "S1_accumulating_fails" Print Assumptions S1_accumulating_fails.

(** ** Idealised *)

Definition idealised_update : Groundcheck.statements.Idealised.idealised_update := Groundcheck.theory.IdealisedProofs.idealised_update_proof.  Redirect "idealised_update" Print Assumptions idealised_update.
Definition idealised_distance : Groundcheck.statements.Idealised.idealised_distance := Groundcheck.theory.IdealisedProofs.idealised_distance_proof.  Redirect "idealised_distance" Print Assumptions idealised_distance.
Definition idealised_rate : Groundcheck.statements.Idealised.idealised_rate := Groundcheck.theory.IdealisedProofs.idealised_rate_proof.  Redirect "idealised_rate" Print Assumptions idealised_rate.
Definition idealised_exponential : Groundcheck.statements.Idealised.idealised_exponential := Groundcheck.theory.IdealisedProofs.idealised_exponential_proof.  Redirect "idealised_exponential" Print Assumptions idealised_exponential.
Definition idealised_persistent : Groundcheck.statements.Idealised.idealised_persistent := Groundcheck.theory.IdealisedProofs.idealised_persistent_proof.  Redirect "idealised_persistent" Print Assumptions idealised_persistent.
Definition start_forgotten_iff : Groundcheck.statements.Idealised.start_forgotten_iff := Groundcheck.theory.IdealisedProofs.start_forgotten_iff_proof.  Redirect "start_forgotten_iff" Print Assumptions start_forgotten_iff.
Definition idealised_reaches_world_iff : Groundcheck.statements.Idealised.idealised_reaches_world_iff := Groundcheck.theory.IdealisedProofs.idealised_reaches_world_iff_proof.  Redirect "idealised_reaches_world_iff" Print Assumptions idealised_reaches_world_iff.
Definition vanishing_share_converges : Groundcheck.statements.Idealised.vanishing_share_converges := Groundcheck.theory.IdealisedProofs.vanishing_share_converges_proof.  Redirect "vanishing_share_converges" Print Assumptions vanishing_share_converges.
Definition summable_share_remembers : Groundcheck.statements.Idealised.summable_share_remembers := Groundcheck.theory.IdealisedProofs.summable_share_remembers_proof.  Redirect "summable_share_remembers" Print Assumptions summable_share_remembers.
Definition mixture_distance : Groundcheck.statements.Idealised.mixture_distance := Groundcheck.theory.IdealisedProofs.mixture_distance_proof.  Redirect "mixture_distance" Print Assumptions mixture_distance.
Definition mixture_divergence : Groundcheck.statements.Idealised.mixture_divergence := Groundcheck.theory.IdealisedProofs.mixture_divergence_proof.  Redirect "mixture_divergence" Print Assumptions mixture_divergence.

(** ** Schedules *)

Definition iterated_bound : Groundcheck.statements.Schedules.iterated_bound := Groundcheck.theory.SchedulesProofs.iterated_bound_proof.  Redirect "iterated_bound" Print Assumptions iterated_bound.
Definition iterated_floor : Groundcheck.statements.Schedules.iterated_floor := Groundcheck.theory.SchedulesProofs.iterated_floor_proof.  Redirect "iterated_floor" Print Assumptions iterated_floor.
Definition iterated_adds_up : Groundcheck.statements.Schedules.iterated_adds_up := Groundcheck.theory.SchedulesProofs.iterated_adds_up_proof.  Redirect "iterated_adds_up" Print Assumptions iterated_adds_up.
Definition perturbed_update : Groundcheck.statements.Schedules.perturbed_update := Groundcheck.theory.SchedulesProofs.perturbed_update_proof.  Redirect "perturbed_update" Print Assumptions perturbed_update.
Definition noise_variance_floor : Groundcheck.statements.Schedules.noise_variance_floor := Groundcheck.theory.SchedulesProofs.noise_variance_floor_proof.  Redirect "noise_variance_floor" Print Assumptions noise_variance_floor.
Definition noise_variance_diverges : Groundcheck.statements.Schedules.noise_variance_diverges := Groundcheck.theory.SchedulesProofs.noise_variance_diverges_proof.  Redirect "noise_variance_diverges" Print Assumptions noise_variance_diverges.
Definition noise_variance_bounded : Groundcheck.statements.Schedules.noise_variance_bounded := Groundcheck.theory.SchedulesProofs.noise_variance_bounded_proof.  Redirect "noise_variance_bounded" Print Assumptions noise_variance_bounded.
Definition noise_variance_harmonic : Groundcheck.statements.Schedules.noise_variance_harmonic := Groundcheck.theory.SchedulesProofs.noise_variance_harmonic_proof.  Redirect "noise_variance_harmonic" Print Assumptions noise_variance_harmonic.
Definition noise_slope_fails : Groundcheck.statements.Schedules.noise_slope_fails := Groundcheck.theory.SchedulesProofs.noise_slope_fails_proof.  Redirect "noise_slope_fails" Print Assumptions noise_slope_fails.
Definition mean_recursion : Groundcheck.statements.Schedules.mean_recursion := Groundcheck.theory.SchedulesProofs.mean_recursion_proof.  Redirect "mean_recursion" Print Assumptions mean_recursion.
Definition error_recursion : Groundcheck.statements.Schedules.error_recursion := Groundcheck.theory.SchedulesProofs.error_recursion_proof.  Redirect "error_recursion" Print Assumptions error_recursion.
Definition world_conservation : Groundcheck.statements.Schedules.world_conservation := Groundcheck.theory.SchedulesProofs.world_conservation_proof.  Redirect "world_conservation" Print Assumptions world_conservation.
Definition world_conservation_diversity : Groundcheck.statements.Schedules.world_conservation_diversity := Groundcheck.theory.SchedulesProofs.world_conservation_diversity_proof.  Redirect "world_conservation_diversity" Print Assumptions world_conservation_diversity.
Definition world_variance_bound : Groundcheck.statements.Schedules.world_variance_bound := Groundcheck.theory.SchedulesProofs.world_variance_bound_proof.  Redirect "world_variance_bound" Print Assumptions world_variance_bound.
Definition sampling_error_floor : Groundcheck.statements.Schedules.sampling_error_floor := Groundcheck.theory.SchedulesProofs.sampling_error_floor_proof.  Redirect "sampling_error_floor" Print Assumptions sampling_error_floor.
Definition sampling_error_limit : Groundcheck.statements.Schedules.sampling_error_limit := Groundcheck.theory.SchedulesProofs.sampling_error_limit_proof.  Redirect "sampling_error_limit" Print Assumptions sampling_error_limit.

(** ** Decay *)

Definition uniform_loss_fails : Groundcheck.statements.Decay.uniform_loss_fails := Groundcheck.theory.DecayProofs.uniform_loss_fails_proof.  Redirect "uniform_loss_fails" Print Assumptions uniform_loss_fails.
Definition lattice_diversity_floor : Groundcheck.statements.Decay.lattice_diversity_floor := Groundcheck.theory.DecayProofs.lattice_diversity_floor_proof.  Redirect "lattice_diversity_floor" Print Assumptions lattice_diversity_floor.
Definition point_mass_rate : Groundcheck.statements.Decay.point_mass_rate := Groundcheck.theory.DecayProofs.point_mass_rate_proof.  Redirect "point_mass_rate" Print Assumptions point_mass_rate.
Definition point_mass_rate_lattice : Groundcheck.statements.Decay.point_mass_rate_lattice := Groundcheck.theory.DecayProofs.point_mass_rate_lattice_proof.  Redirect "point_mass_rate_lattice" Print Assumptions point_mass_rate_lattice.
Definition symbol_lost : Groundcheck.statements.Decay.symbol_lost := Groundcheck.theory.DecayProofs.symbol_lost_proof.  Redirect "symbol_lost" Print Assumptions symbol_lost.
Definition rare_symbol_lost : Groundcheck.statements.Decay.rare_symbol_lost := Groundcheck.theory.DecayProofs.rare_symbol_lost_proof.  Redirect "rare_symbol_lost" Print Assumptions rare_symbol_lost.

(** ** Verifier *)

Definition verified_power : Groundcheck.statements.Verifier.verified_power := Groundcheck.theory.Accepted.verified_power_proof.  Redirect "verified_power" Print Assumptions verified_power.
Definition self_verified_power : Groundcheck.statements.Verifier.self_verified_power := Groundcheck.theory.Accepted.self_verified_power_proof.  Redirect "self_verified_power" Print Assumptions self_verified_power.
Definition self_verified_diversity : Groundcheck.statements.Verifier.self_verified_diversity := Groundcheck.theory.Accepted.self_verified_diversity_proof.  Redirect "self_verified_diversity" Print Assumptions self_verified_diversity.
Definition projection_divergence : Groundcheck.statements.Verifier.projection_divergence := Groundcheck.theory.Accepted.projection_divergence_proof.  Redirect "projection_divergence" Print Assumptions projection_divergence.
Definition projection_loop : Groundcheck.statements.Verifier.projection_loop := Groundcheck.theory.Accepted.projection_loop_proof.  Redirect "projection_loop" Print Assumptions projection_loop.
Definition verifier_improves : Groundcheck.statements.Verifier.verifier_improves := Groundcheck.theory.RightAnswers.verifier_improves_proof.  Redirect "verifier_improves" Print Assumptions verifier_improves.
Definition verifier_supermartingale : Groundcheck.statements.Verifier.verifier_supermartingale := Groundcheck.theory.RightAnswers.verifier_supermartingale_proof.  Redirect "verifier_supermartingale" Print Assumptions verifier_supermartingale.
Definition verifier_supermartingale_generations : Groundcheck.statements.Verifier.verifier_supermartingale_generations := Groundcheck.theory.RightAnswers.verifier_supermartingale_generations_proof.  Redirect "verifier_supermartingale_generations" Print Assumptions verifier_supermartingale_generations.
Definition verifier_decides : Groundcheck.statements.Verifier.verifier_decides := Groundcheck.theory.VerifierProofs.verifier_decides_proof.  Redirect "verifier_decides" Print Assumptions verifier_decides.
Definition verifier_ends_right : Groundcheck.statements.Verifier.verifier_ends_right := Groundcheck.theory.VerifierProofs.verifier_ends_right_proof.  Redirect "verifier_ends_right" Print Assumptions verifier_ends_right.

(** ** Ensemble *)

Definition ensemble_mean : Groundcheck.statements.Ensemble.ensemble_mean := Groundcheck.theory.EnsembleProofs.ensemble_mean_proof.  Redirect "ensemble_mean" Print Assumptions ensemble_mean.
Definition ensemble_diversity : Groundcheck.statements.Ensemble.ensemble_diversity := Groundcheck.theory.EnsembleProofs.ensemble_diversity_proof.  Redirect "ensemble_diversity" Print Assumptions ensemble_diversity.
Definition ensemble_decay : Groundcheck.statements.Ensemble.ensemble_decay := Groundcheck.theory.EnsembleProofs.ensemble_decay_proof.  Redirect "ensemble_decay" Print Assumptions ensemble_decay.
Definition ensemble_stands_still : Groundcheck.statements.Ensemble.ensemble_stands_still := Groundcheck.theory.EnsembleProofs.ensemble_stands_still_proof.  Redirect "ensemble_stands_still" Print Assumptions ensemble_stands_still.
Definition equal_ensemble : Groundcheck.statements.Ensemble.equal_ensemble := Groundcheck.theory.EnsembleProofs.equal_ensemble_proof.  Redirect "equal_ensemble" Print Assumptions equal_ensemble.
Definition equal_ensemble_chain : Groundcheck.statements.Ensemble.equal_ensemble_chain := Groundcheck.theory.EnsembleProofs.equal_ensemble_chain_proof.  Redirect "equal_ensemble_chain" Print Assumptions equal_ensemble_chain.

(** ** Smoothing *)

Definition smoothing_step : Groundcheck.statements.Smoothing.smoothing_step := Groundcheck.theory.SmoothingProofs.smoothing_step_proof.  Redirect "smoothing_step" Print Assumptions smoothing_step.
Definition smoothing_keeps_diversity : Groundcheck.statements.Smoothing.smoothing_keeps_diversity := Groundcheck.theory.SmoothingProofs.smoothing_keeps_diversity_proof.  Redirect "smoothing_keeps_diversity" Print Assumptions smoothing_keeps_diversity.
Definition smoothing_mean : Groundcheck.statements.Smoothing.smoothing_mean := Groundcheck.theory.SmoothingProofs.smoothing_mean_proof.  Redirect "smoothing_mean" Print Assumptions smoothing_mean.
Definition smoothing_forgets : Groundcheck.statements.Smoothing.smoothing_forgets := Groundcheck.theory.SmoothingProofs.smoothing_forgets_proof.  Redirect "smoothing_forgets" Print Assumptions smoothing_forgets.
Definition additive_is_smoothing : Groundcheck.statements.Smoothing.additive_is_smoothing := Groundcheck.theory.SmoothingProofs.additive_is_smoothing_proof.  Redirect "additive_is_smoothing" Print Assumptions additive_is_smoothing.
Definition small_steps : Groundcheck.statements.Smoothing.small_steps := Groundcheck.theory.SmoothingProofs.small_steps_proof.  Redirect "small_steps" Print Assumptions small_steps.
Definition maximum_likelihood_fit : Groundcheck.statements.Smoothing.maximum_likelihood_fit := Groundcheck.theory.SmoothingProofs.maximum_likelihood_fit_proof.  Redirect "maximum_likelihood_fit" Print Assumptions maximum_likelihood_fit.

(** ** Information *)

Definition information_processing : Groundcheck.statements.Information.information_processing := Groundcheck.theory.Channels.information_processing_proof.  Redirect "information_processing" Print Assumptions information_processing.
Definition sufficient_statistic : Groundcheck.statements.Information.sufficient_statistic := Groundcheck.theory.Channels.sufficient_statistic_proof.  Redirect "sufficient_statistic" Print Assumptions sufficient_statistic.
Definition sequences_are_draws : Groundcheck.statements.Information.sequences_are_draws := Groundcheck.theory.Sequences.sequences_are_draws_proof.  Redirect "sequences_are_draws" Print Assumptions sequences_are_draws.
Definition counts_not_injective : Groundcheck.statements.Information.counts_not_injective := Groundcheck.theory.Sequences.counts_not_injective_proof.  Redirect "counts_not_injective" Print Assumptions counts_not_injective.
Definition counts_sufficient : Groundcheck.statements.Information.counts_sufficient := Groundcheck.theory.Sequences.counts_sufficient_proof.  Redirect "counts_sufficient" Print Assumptions counts_sufficient.
Definition information_never_grows : Groundcheck.statements.Information.information_never_grows := Groundcheck.theory.InformationProofs.information_never_grows_proof.  Redirect "information_never_grows" Print Assumptions information_never_grows.
Definition one_sample_kept : Groundcheck.statements.Information.one_sample_kept := Groundcheck.theory.InformationProofs.one_sample_kept_proof.  Redirect "one_sample_kept" Print Assumptions one_sample_kept.
Definition accepted_claims_hold : Groundcheck.statements.Verified.accepted_claims_hold := Groundcheck.theory.VerifiedProofs.accepted_claims_hold_proof.  Redirect "accepted_claims_hold" Print Assumptions accepted_claims_hold.
