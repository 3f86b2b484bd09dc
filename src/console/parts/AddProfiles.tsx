import { createProfile, loadSampleDistricts } from "../profileActions.ts";
import { act } from "../store.ts";

interface Look {
  isPrimary?: boolean;
}

const button =
  (label: string, done: string, action: () => Promise<void>) =>
  ({ isPrimary = false }: Look) => (
    <button type="button" class={isPrimary ? "primary" : ""} onClick={() => void act(done, action)}>
      {label}
    </button>
  );

export const LoadSampleDistricts = button(
  "Load sample districts",
  "The sample districts are loaded.",
  loadSampleDistricts,
);
export const NewProfile = button("New CSV profile", "The profile is being provisioned.", createProfile);
