import { createProfile, loadSampleDistricts } from "../profileActions.ts";
import { act } from "../store.ts";

interface Look {
  isPrimary?: boolean;
}

const classOf = ({ isPrimary = false }: Look): string => (isPrimary ? "primary" : "");

export function LoadSampleDistricts(look: Look) {
  const load = () => void act("The sample districts are loaded.", loadSampleDistricts);
  return (
    <button type="button" class={classOf(look)} onClick={load}>
      Load sample districts
    </button>
  );
}

export function NewProfile(look: Look) {
  const create = () => void act("The profile is being provisioned.", createProfile);
  return (
    <button type="button" class={classOf(look)} onClick={create}>
      New CSV profile
    </button>
  );
}
