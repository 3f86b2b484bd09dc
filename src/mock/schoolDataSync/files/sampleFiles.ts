/** The files of a small school that pass every check, by name; with the columns that the example `csvNewAccounts` syncs. */
const sample: Readonly<Record<string, string>> = {
  "School.csv": "SIS ID,Name\nS1,Fabrikam High School\n",
  "Section.csv": "SIS ID,School SIS ID,Section Name\nC1,S1,Algebra 1\nC2,S1,World History\n",
  "Student.csv":
    "SIS ID,School SIS ID,Username,State ID,Middle Name,Grade\n" +
    "1001,S1,alex,11,Lee,7\n1002,S1,bo,12,Kim,7\n1003,S1,chris,13,Max,8\n",
  "StudentEnrollment.csv": "Section SIS ID,SIS ID\nC1,1001\nC1,1002\nC2,1003\n",
  "Teacher.csv": "SIS ID,School SIS ID,Username\n2001,S1,dana\n2002,S1,eli\n",
  "TeacherRoster.csv": "Section SIS ID,SIS ID\nC1,2001\nC2,2002\n",
};

/** Sets of files to try a profile with. */
export const sampleFiles = {
  sample,
  /** A student at an unknown school, one without a username, and an enrollment of an unknown student. */
  mistakes: {
    ...sample,
    "Student.csv":
      "SIS ID,School SIS ID,Username,State ID,Middle Name,Grade\n" +
      "1001,S9,alex,11,Lee,7\n1002,S1,,12,Kim,7\n1003,S1,chris,13,Max,8\n",
    "StudentEnrollment.csv": "Section SIS ID,SIS ID\nC1,1001\nC1,9999\n",
  },
} as const;
